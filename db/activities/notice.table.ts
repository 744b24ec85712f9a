import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/**
 * What one person is told for themselves: about an activity (`reminder`, `mention`), or about a record that they watch (`watched`), then with what happened to it
 * from `since` to `at`, and by which events it is known.
 */
export const noticeTable = pgTable(
  'notice',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    member_id: uuid().notNull(),
    kind: text().notNull(),
    activity_id: uuid(),
    conversation_id: uuid(),
    by_id: uuid(),
    entity: text(),
    record_id: uuid(),
    since: moment(),
    told: jsonb(),
    times: integer(),
    event_ids: uuid().array(),
    at: moment().notNull(),
    seen_at: moment(),
  },
  table => [
    index('notice_of_member').on(table.workspace_id, table.member_id, table.at.desc()),
    index('notice_of_record')
      .on(table.workspace_id, table.record_id, table.member_id)
      .where(sql`record_id is not null`),
    index('notice_unseen').on(table.workspace_id, table.member_id).where(sql`seen_at is null`),
  ],
)
