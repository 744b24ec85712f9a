import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** How far a consumer has read the event log, and since when it has been failing. */
export const relayCursorTable = pgTable('relay_cursor', {
  consumer: text().primaryKey(),
  xid: text().notNull().default('0'),
  seq: bigint({ mode: 'number' }).notNull().default(0),
  failing_since: timestamp({ withTimezone: true, precision: 3 }),
  failure: text(),
  failures: bigint({ mode: 'number' }).notNull().default(0),
  retry_at: timestamp({ withTimezone: true, precision: 3 }),
  consumed_at: timestamp({ withTimezone: true, precision: 3 }),
})
