import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** What one person is told for themselves about an activity. `kind`: `reminder`, `mention`. */
export const noticeTable = pgTable(
  'notice',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    member_id: uuid().notNull(),
    kind: text().notNull(),
    activity_id: uuid().notNull(),
    by_id: uuid(),
    at: moment().notNull(),
    seen_at: moment(),
  },
  table => [
    index('notice_of_member').on(table.workspace_id, table.member_id, table.at.desc()),
    index('notice_unseen').on(table.workspace_id, table.member_id).where(sql`seen_at is null`),
  ],
)
