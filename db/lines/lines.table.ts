import {
  bigint,
  boolean,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'

const minor = () => bigint({ mode: 'number' }).notNull()

/** What the lines of a deal have in common, and what they come to. There is a row where there are lines. */
export const dealPricingTable = pgTable(
  'deal_pricing',
  {
    workspace_id: uuid().notNull(),
    deal_id: uuid().notNull(),
    currency: text().notNull(),
    tax_country: text(),
    tax_included: boolean().notNull(),
    price_book_id: uuid(),
    net_minor: minor(),
    mrr_minor: minor(),
    arr_minor: minor(),
  },
  table => [
    primaryKey({ columns: [table.deal_id] }),
    index('deal_pricing_of_workspace').on(table.workspace_id),
  ],
)

export const dealLineTable = pgTable(
  'deal_line',
  {
    workspace_id: uuid().notNull(),
    deal_id: uuid().notNull(),
    position: integer().notNull(),
    product_id: uuid(),
    text: text(),
    quantity: numeric().notNull(),
    unit_price: numeric().notNull(),
    discount: numeric().notNull(),
    tax_class: text(),
    tax_percent: numeric().notNull(),
    period: text().notNull(),
    terms: integer().notNull(),
    net_minor: minor(),
    book_price: numeric(),
    /** What one costs the company, as the book or the product said when the line was written. */
    cost: numeric(),
    /** `waiting`, `approved` or `declined`; null: the discount needs nobody. */
    approval: text(),
    /** The member who wrote the discount, and who decided on it. */
    asked_by: uuid(),
    /** Why, in the words of who wrote it. */
    reason: text(),
    decided_by: uuid(),
  },
  table => [
    primaryKey({ columns: [table.deal_id, table.position] }),
    index('deal_line_of_product').on(table.workspace_id, table.product_id),
  ],
)
