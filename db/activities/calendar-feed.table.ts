import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** The secret address by which a member's calendar is read. Only the digest of its token is kept. */
export const calendarFeedTable = pgTable(
  'calendar_feed',
  {
    workspace_id: uuid().notNull(),
    member_id: uuid().notNull(),
    token_hash: text().notNull().unique(),
    created_at: moment().notNull(),
    last_read_at: moment(),
  },
  table => [primaryKey({ columns: [table.workspace_id, table.member_id] })],
)
