import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core'

/**
 * How many live deals there are, and what they come to, by stage, closing day, currency and owner: what each write has added or taken away, and the sums of
 * that which was folded. All rows of a key together tell its state. A trigger of `deal` writes them.
 */
export const dealSumTable = pgTable(
  'deal_sum',
  {
    workspace_id: uuid().notNull(),
    pipeline_id: uuid().notNull(),
    stage_id: uuid().notNull(),
    /** The closing day; infinity of what is open. */
    at: date({ mode: 'string' }).notNull(),
    /** Null: deals without an amount. */
    currency: text(),
    owner_id: uuid(),
    count: bigint({ mode: 'number' }).notNull(),
    /** Minor units of the currency. */
    minor: numeric().notNull(),
    folded: boolean().notNull().default(false),
  },
  table => [
    index('deal_sum_of_pipeline').on(table.workspace_id, table.pipeline_id, table.at),
    index('deal_sum_unfolded').on(table.workspace_id).where(sql`not folded`),
  ],
)
