import { index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What comes due of an activity at a moment: a row is there until then. `what`: `beginning` of what is planned, `reminder`. */
export const activityDueTable = pgTable(
  'activity_due',
  {
    workspace_id: uuid().notNull(),
    activity_id: uuid().notNull(),
    what: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  table => [
    primaryKey({ columns: [table.activity_id, table.what] }),
    index('activity_due_by_time').on(table.at),
    index('activity_due_of_workspace').on(table.workspace_id),
  ],
)
