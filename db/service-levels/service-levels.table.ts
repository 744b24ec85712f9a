import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** What a workspace promises those who open tickets, one document (`policy.model.ts`). */
export const servicePoliciesTable = pgTable('service_policies', {
  workspace_id: uuid().primaryKey(),
  policies: jsonb().notNull(),
  version: integer().notNull(),
  updated_at: moment().notNull(),
  updated_by: uuid(),
})

/** What is due next of a ticket, and what was told of it. By when it is due stands in the ticket too. */
export const ticketClockTable = pgTable(
  'ticket_clock',
  {
    ticket_id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    reply_by: moment(),
    reply_warn_at: moment(),
    reply_warned: boolean().notNull().default(false),
    reply_late: boolean().notNull().default(false),
    solve_by: moment(),
    solve_warn_at: moment(),
    solve_warned: boolean().notNull().default(false),
    solve_late: boolean().notNull().default(false),
    /** When something is to be told next; null: nothing is. */
    next_at: moment(),
  },
  table => [
    index('ticket_clock_of_workspace').on(table.workspace_id),
    index('ticket_clock_next').on(table.next_at).where(sql`next_at is not null`),
  ],
)

/** Clocks that are counted anew because a policy or a calendar has changed. */
export const clockRecountTable = pgTable(
  'clock_recount',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    /** queued, running or done. */
    state: text().notNull(),
    /** policies or calendars: what has changed. */
    why: text().notNull(),
    /** The last ticket that was looked at. */
    last_id: uuid(),
    looked_at: integer().notNull().default(0),
    /** How many are due at another moment now, how many of them earlier, and how many are late now that were not. */
    moved: integer().notNull().default(0),
    earlier: integer().notNull().default(0),
    late: integer().notNull().default(0),
    asked_at: moment().notNull(),
    asked_by: uuid(),
    finished_at: moment(),
  },
  table => [
    // What changes while one waits is counted by that one.
    uniqueIndex('clock_recount_queued').on(table.workspace_id).where(sql`state = 'queued'`),
    index('clock_recount_due').on(table.asked_at).where(sql`state <> 'done'`),
    index('clock_recount_of_workspace').on(table.workspace_id, table.asked_at),
  ],
)
