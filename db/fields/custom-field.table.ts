import { sql } from 'drizzle-orm'
import { boolean, jsonb, pgTable, smallint, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

export const customFieldTable = pgTable(
  'custom_field',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    entity: text().notNull(),
    key: text().notNull(),
    label: text().notNull(),
    kind: text().notNull(),
    options: jsonb(),
    afterwards: boolean().notNull().default(false),
    top_position: smallint(),
    created_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    deleted_at: timestamp({ withTimezone: true, precision: 3 }),
  },
  table => [
    uniqueIndex('custom_field_by_key')
      .on(table.workspace_id, table.entity, table.key)
      .where(sql`deleted_at is null`),
  ],
)
