import { date, index, jsonb, numeric, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What products cost in a currency, while it holds. `limits`: percent that each role takes off by itself. */
export const priceBookTable = pgTable(
  'price_book',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    currency: text().notNull(),
    valid_from: date({ mode: 'string' }),
    valid_until: date({ mode: 'string' }),
    limits: jsonb().notNull(),
    set_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    deleted_at: timestamp({ withTimezone: true, precision: 3 }),
  },
  table => [index('price_book_of_workspace').on(table.workspace_id, table.currency)],
)

export const priceBookEntryTable = pgTable(
  'price_book_entry',
  {
    workspace_id: uuid().notNull(),
    price_book_id: uuid().notNull(),
    product_id: uuid().notNull(),
    tiers: jsonb().notNull(),
    /** What one costs the company, in the book's currency. */
    cost: numeric(),
  },
  table => [primaryKey({ columns: [table.price_book_id, table.product_id] })],
)
