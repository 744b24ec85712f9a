import { date, index, numeric, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** So many of a currency were one of the workspace's base from that day on. */
export const exchangeRateTable = pgTable(
  'exchange_rate',
  {
    workspace_id: uuid().notNull(),
    currency: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    rate: numeric().notNull(),
    source: text().notNull(),
    set_by: uuid(),
    set_at: moment().notNull(),
  },
  table => [
    primaryKey({ columns: [table.workspace_id, table.currency, table.day] }),
    index('exchange_rate_by_day').on(table.workspace_id, table.day),
  ],
)

/**
 * The rates at which what was closed on a day is valued, for ever: those that were in force when the first of it was closed. `rate_day` is the day of
 * the rate itself. Changed by `correctRate` alone, and only added to where a currency had no rate at all.
 */
export const closingRateTable = pgTable(
  'closing_rate',
  {
    workspace_id: uuid().notNull(),
    day: date({ mode: 'string' }).notNull(),
    currency: text().notNull(),
    rate: numeric().notNull(),
    rate_day: date({ mode: 'string' }).notNull(),
  },
  table => [primaryKey({ columns: [table.workspace_id, table.day, table.currency] })],
)

/** Where rates come from; a workspace without a row has the euro as its base and no address. */
export const rateSettingTable = pgTable('rate_setting', {
  workspace_id: uuid().primaryKey(),
  base: text().notNull(),
  address: text(),
  tried_at: moment(),
  fetched_at: moment(),
  failure: text(),
  /** The fetch that somebody has asked for; null once it is over. */
  fetch_id: uuid(),
})
