import { numeric, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What a country takes of a class of goods, in percent, as the administrator keeps it. */
export const taxRateTable = pgTable(
  'tax_rate',
  {
    workspace_id: uuid().notNull(),
    country: text().notNull(),
    tax_class: text().notNull(),
    percent: numeric().notNull(),
    set_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  table => [primaryKey({ columns: [table.workspace_id, table.country, table.tax_class] })],
)
