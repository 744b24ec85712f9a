import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The answer given to a key, kept for 48 hours. A row without a status is a request still running. */
export const idempotencyTable = pgTable(
  'idempotency',
  {
    workspace_id: uuid().notNull(),
    actor: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    status: integer(),
    headers: jsonb(),
    body: text(),
    created_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    locked_until: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  table => [
    primaryKey({ columns: [table.workspace_id, table.actor, table.key] }),
    index('idempotency_by_age').on(table.workspace_id, table.created_at),
  ],
)
