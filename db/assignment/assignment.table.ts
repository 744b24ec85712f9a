import { integer, jsonb, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The rules by which a workspace assigns leads, one document (`assignment.model.ts`). */
export const assignmentRulesTable = pgTable('assignment_rules', {
  workspace_id: uuid().primaryKey(),
  rules: jsonb().notNull(),
  version: integer().notNull(),
  updated_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  updated_by: uuid(),
})

/** Whose turn it is by a rule (`turns.rules.ts`). Its row is locked by whoever gives leads away by it. */
export const assignmentTurnTable = pgTable(
  'assignment_turn',
  {
    workspace_id: uuid().notNull(),
    rule_id: uuid().notNull(),
    turns: jsonb().notNull().default({}),
  },
  table => [primaryKey({ columns: [table.workspace_id, table.rule_id] })],
)
