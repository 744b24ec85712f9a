import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** How soon a workspace wants its leads answered, one document (`response.model.ts`). */
export const responseRulesTable = pgTable('response_rules', {
  workspace_id: uuid().primaryKey(),
  rules: jsonb().notNull(),
  version: integer().notNull(),
  updated_at: moment().notNull(),
  updated_by: uuid(),
})

/** The clock of a lead that is to be answered. `respond_by` and `responded_at` stand in the lead too. */
export const leadResponseTable = pgTable(
  'lead_response',
  {
    lead_id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    rule_id: uuid(),
    /** The rule's name when the target was set. */
    rule_name: text(),
    minutes: integer(),
    respond_by: moment(),
    responded_at: moment(),
    /** When it was told that nobody had answered in time. */
    late_at: moment(),
  },
  table => [
    index('lead_response_of_workspace').on(table.workspace_id),
    index('lead_response_due').on(table.respond_by).where(sql`responded_at is null and late_at is null`),
  ],
)
