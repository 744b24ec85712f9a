import { index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A stay of a deal in a stage. The open stay has no `left_at`. */
export const stageHistoryTable = pgTable(
  'deal_stage_history',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    deal_id: uuid().notNull(),
    stage_id: uuid().notNull(),
    entered_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    left_at: timestamp({ withTimezone: true, precision: 3 }),
    moved_by: uuid(),
  },
  table => [index('deal_stage_history_of_deal').on(table.workspace_id, table.deal_id, table.entered_at)],
)
