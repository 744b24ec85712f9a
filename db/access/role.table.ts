import { integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** What a workspace made of a built-in role, or a role of its own. A built-in role that it has not changed has no row. */
export const roleTable = pgTable(
  'role',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    key: text().notNull(),
    name: text(),
    base: text().notNull(),
    grants: jsonb().notNull(),
    version: integer().notNull(),
    updated_at: moment().notNull(),
  },
  table => [uniqueIndex('role_by_key').on(table.workspace_id, table.key)],
)

/** Each version of a role, the present one too. */
export const roleVersionTable = pgTable(
  'role_version',
  {
    workspace_id: uuid().notNull(),
    role_id: uuid().notNull(),
    version: integer().notNull(),
    name: text(),
    grants: jsonb().notNull(),
    saved_at: moment(),
    saved_by: text(),
  },
  table => [primaryKey({ columns: [table.role_id, table.version] })],
)
