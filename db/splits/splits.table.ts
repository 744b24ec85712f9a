import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

/** What one person has of a deal. Those of a deal sum to 10,000 hundredths of a percent. */
export const dealSplitTable = pgTable(
  'deal_split',
  {
    workspace_id: uuid().notNull(),
    deal_id: uuid().notNull(),
    member_id: uuid().notNull(),
    position: integer().notNull(),
    points: integer().notNull(),
    role: text(),
  },
  table => [
    primaryKey({ columns: [table.deal_id, table.member_id] }),
    index('deal_split_of_member').on(table.workspace_id, table.member_id),
  ],
)
