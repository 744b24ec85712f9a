import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** A file on a record. Its bytes are in the store of blobs, under the key. */
export const attachmentTable = pgTable(
  'attachment',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    entity: text().notNull(),
    record_id: uuid().notNull(),
    name: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    media_type: text().notNull().default('application/octet-stream'),
    sha256: text().notNull().default(''),
    /** Null once the bytes are gone. */
    blob_key: text(),
    state: text().notNull(),
    finding: text(),
    trouble: text(),
    thumbnail: text().notNull().default('none'),
    version: integer().notNull().default(1),
    created_by: uuid(),
    created_at: moment().notNull(),
    removed_at: moment(),
    /** The conversion with which it went along from a lead, and that lead: where it goes back to. */
    moved_by: uuid(),
    moved_from: uuid(),
  },
  table => [
    index('attachment_of_record').on(table.workspace_id, table.record_id, table.created_at),
    index('attachment_moved_by').on(table.workspace_id, table.moved_by).where(sql`moved_by is not null`),
    index('attachment_at_work').on(table.id).where(sql`state = 'quarantined' or thumbnail = 'due'`),
    index('attachment_to_sweep')
      .on(table.created_at)
      .where(sql`state = 'uploading' or removed_at is not null or state = 'refused'`),
  ],
)
