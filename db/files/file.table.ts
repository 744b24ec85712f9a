import { bigint, customType, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** An uploaded file. It lives in the database, so that any worker on any machine can read it. */
export const fileTable = pgTable(
  'file',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    content_type: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    sha256: text(),
    complete: text().notNull().default('no'),
    created_by: uuid(),
    created_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  table => [index('file_by_created_at').on(table.workspace_id, table.created_at)],
)

/** A file's bytes, a megabyte at a time, `at` so many bytes from its beginning. */
export const fileChunkTable = pgTable(
  'file_chunk',
  {
    workspace_id: uuid().notNull(),
    file_id: uuid().notNull(),
    at: bigint({ mode: 'number' }).notNull(),
    body: bytea().notNull(),
  },
  table => [primaryKey({ columns: [table.file_id, table.at] })],
)
