import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** The wish that a deal may enter a stage that asks for an approval, and what became of it. */
export const dealApprovalTable = pgTable(
  'deal_approval',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    deal_id: uuid().notNull(),
    from_stage_id: uuid(),
    stage_id: uuid().notNull(),
    /** What else the move says, such as the reason for a loss. */
    values: jsonb().notNull().default({}),
    reason: text().notNull(),
    /** pending, approved, declined or withdrawn. */
    state: text().notNull(),
    /** The deal's version when it was asked. */
    deal_version: integer().notNull(),
    /** The member who asked, or whose key did. */
    asked_by: uuid(),
    asked_at: moment().notNull(),
    remind_at: moment().notNull(),
    reminded_at: moment(),
    decided_by: uuid(),
    decided_at: moment(),
    note: text(),
  },
  table => [
    uniqueIndex('deal_approval_pending').on(table.deal_id, table.stage_id).where(sql`state = 'pending'`),
    index('deal_approval_of_workspace').on(table.workspace_id, table.state, table.asked_at),
  ],
)
