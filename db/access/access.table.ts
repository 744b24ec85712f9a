import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

export const workspaceTable = pgTable('workspace', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  slug: text().notNull().unique(),
  currency: text().notNull().default('EUR'),
  time_zone: text().notNull().default('UTC'),
  locale: text().notNull().default('en'),
  created_at: moment().notNull(),
})

/** A team may stand under another: who is in the upper one sees what the lower ones do. */
export const teamTable = pgTable(
  'team',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    country: text(),
    parent_id: uuid(),
  },
  table => [index('team_of_parent').on(table.workspace_id, table.parent_id)],
)

/** A user's place in a workspace. Owners of records are members. */
export const memberTable = pgTable(
  'member',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    user_id: text(),
    name: text().notNull(),
    email: text().notNull(),
    role: text().notNull(),
    team_id: uuid(),
    created_at: moment().notNull(),
    deleted_at: moment(),
  },
  table => [
    uniqueIndex('member_by_user')
      .on(table.workspace_id, table.user_id)
      .where(sql`deleted_at is null and user_id is not null`),
    uniqueIndex('member_by_email').on(table.workspace_id, table.email).where(sql`deleted_at is null`),
    index('member_of_user').on(table.user_id),
    index('member_of_team').on(table.workspace_id, table.team_id),
  ],
)

export const invitationTable = pgTable(
  'invitation',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    email: text().notNull(),
    role: text().notNull(),
    team_id: uuid(),
    token_hash: text().notNull().unique(),
    invited_by: uuid(),
    created_at: moment().notNull(),
    expires_at: moment().notNull(),
    accepted_at: moment(),
    revoked_at: moment(),
  },
  table => [index('invitation_of_workspace').on(table.workspace_id, table.created_at)],
)

/** A machine's way in. Only the hash of the key is kept. */
export const apiKeyTable = pgTable(
  'api_key',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    role: text().notNull(),
    /** What it may do of what its role may; all of it when null. */
    grants: jsonb(),
    member_id: uuid(),
    prefix: text().notNull(),
    secret_hash: text().notNull().unique(),
    created_at: moment().notNull(),
    expires_at: moment(),
    last_used_at: moment(),
    revoked_at: moment(),
  },
  table => [index('api_key_of_workspace').on(table.workspace_id, table.created_at)],
)
