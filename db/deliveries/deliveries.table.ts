import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** A message that leaves, or was to leave. */
export const deliveryTable = pgTable(
  'delivery',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    key: text().notNull(),
    channel: text().notNull(),
    purpose: text().notNull(),
    account_id: uuid(),
    state: text().notNull(),
    /** `Recipient[]`. */
    recipients: jsonb().notNull(),
    subject: text().notNull(),
    /** Made by us before anything leaves: `<id@host>`. */
    message_id: text().notNull(),
    /** A `Content`; null once a secret has gone out. */
    content: jsonb(),
    about_type: text(),
    about_id: uuid(),
    due_at: moment().notNull(),
    attempts: integer().notNull().default(0),
    /** Whose try it is: nobody else hands it over or settles it. */
    claim: uuid(),
    /** `Evidence[]`, the oldest first. */
    evidence: jsonb().notNull().default([]),
    created_at: moment().notNull(),
    created_by: uuid(),
    since: moment().notNull(),
  },
  table => [
    uniqueIndex('delivery_by_key').on(table.workspace_id, table.key),
    uniqueIndex('delivery_by_message').on(table.workspace_id, table.message_id),
    index('delivery_to_send')
      .on(table.workspace_id, table.due_at)
      .where(sql`state in ('queued', 'reserved', 'handing_over')`),
    index('delivery_newest').on(table.workspace_id, table.created_at, table.id),
    index('delivery_in_state').on(table.workspace_id, table.state, table.created_at, table.id),
    index('delivery_about').on(table.workspace_id, table.about_id, table.created_at),
  ],
)

/** Whether the work of a workspace's deliveries is at it; who queues one wakes it where it is not. */
export const deliveryOutboxTable = pgTable('delivery_outbox', {
  workspace_id: uuid().primaryKey(),
  is_awake: boolean().notNull(),
  woken_at: moment().notNull(),
})

export const suppressionTable = pgTable(
  'suppression',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    channel: text().notNull(),
    /** As one is recognised by (`emailKey`). */
    address: text().notNull(),
    reason: text().notNull(),
    note: text(),
    delivery_id: uuid(),
    created_at: moment().notNull(),
    created_by: uuid(),
    lifted_at: moment(),
    lifted_by: uuid(),
  },
  table => [
    uniqueIndex('suppression_of_address')
      .on(table.workspace_id, table.channel, table.address, table.reason)
      .where(sql`lifted_at is null`),
    index('suppression_newest').on(table.workspace_id, table.created_at),
  ],
)

/** By which messages leave: a server of the workspace's, or of one person's. */
export const mailAccountTable = pgTable(
  'mail_account',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    /** Whose own it is; the workspace's when null. */
    member_id: uuid(),
    version: integer().notNull(),
    /** A `MailSettings` (`mail-settings.model.ts`), without its secrets. */
    settings: jsonb().notNull(),
    /** `MailSecrets`, sealed. */
    secrets: text(),
    /** What was wrong when a message was last to go out by it; null when it went. */
    trouble: jsonb(),
    tried_at: moment(),
    updated_at: moment().notNull(),
    updated_by: uuid(),
    deleted_at: moment(),
  },
  table => [
    uniqueIndex('mail_account_of_workspace')
      .on(table.workspace_id)
      .where(sql`member_id is null and deleted_at is null`),
    uniqueIndex('mail_account_of_member')
      .on(table.workspace_id, table.member_id)
      .where(sql`member_id is not null and deleted_at is null`),
  ],
)
