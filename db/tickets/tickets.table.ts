import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { recordTable } from '../core/record.table'
import { ticketKeys } from './tickets.keys'
import { ticketFields } from './tickets.model'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

export const ticketTable = recordTable('ticket', ticketFields, ticketKeys)

/** The number that a workspace's next ticket has. Who takes it holds the row until their transaction ends. */
export const ticketSeriesTable = pgTable('ticket_series', {
  workspace_id: uuid().primaryKey(),
  next: integer().notNull(),
})

/** What has happened with a ticket as far as its clocks go by it (`ticket-moments.model.ts`), in its order. */
export const ticketMomentTable = pgTable(
  'ticket_moment',
  {
    /** Its own, or that of what it comes of, such as a message: so that nothing counts twice. */
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    ticket_id: uuid().notNull(),
    at: moment().notNull(),
    what: text().notNull(),
    value: jsonb(),
  },
  table => [index('ticket_moment_of_ticket').on(table.workspace_id, table.ticket_id, table.at, table.id)],
)

/** What all tickets of a workspace go by; without a row `usualTicketSettings` hold. */
export const ticketSettingTable = pgTable('ticket_setting', {
  workspace_id: uuid().primaryKey(),
  version: integer().notNull(),
  /** A `TicketSettings` (`ticket-settings.model.ts`). */
  settings: jsonb().notNull(),
  updated_at: moment().notNull(),
  updated_by: uuid(),
})
