import { date, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A rule by which a meeting repeats; each of its meetings is an activity that names it. */
export const meetingSeriesTable = pgTable(
  'meeting_series',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    /** An RRULE of RFC 5545 over days. */
    rule: text().notNull(),
    time_zone: text().notNull(),
    first_day: date({ mode: 'string' }).notNull(),
    clock: text().notNull(),
    made_through: date({ mode: 'string' }).notNull(),
    /** From when on more are to be made; null: there are no more. */
    extend_at: timestamp({ withTimezone: true, precision: 3 }),
    version: integer().notNull().default(1),
    updated_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  table => [
    index('meeting_series_to_extend').on(table.extend_at),
    index('meeting_series_of_workspace').on(table.workspace_id),
  ],
)
