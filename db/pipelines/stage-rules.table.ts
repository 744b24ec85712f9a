import { integer, jsonb, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The rules of a pipeline, one document each (`stage-rules.model.ts`). */
export const stageRulesTable = pgTable('stage_rules', {
  pipeline_id: uuid().primaryKey(),
  workspace_id: uuid().notNull(),
  rules: jsonb().notNull(),
  version: integer().notNull(),
  updated_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  updated_by: uuid(),
})
