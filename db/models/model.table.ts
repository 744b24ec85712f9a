import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** A trained version of a model of the workspace. Its artifact is kept whole; nothing trained is ever overwritten. */
export const modelVersionTable = pgTable(
  'model_version',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    model: text().notNull(),
    version: integer().notNull(),
    /** champion scores the records; retired did once; candidate never has. */
    alias: text().notNull(),
    state: text().notNull(),
    card: jsonb().notNull(),
    artifact: jsonb().notNull(),
    /** Why it became the champion, or did not: see `promotion.rules.ts`. */
    gate: jsonb().notNull().default({}),
    training_id: uuid().notNull(),
    created_at: moment().notNull(),
  },
  table => [
    uniqueIndex('model_version_by_number').on(table.workspace_id, table.model, table.version),
    uniqueIndex('model_version_of_training').on(table.training_id),
    uniqueIndex('model_version_champion').on(table.workspace_id, table.model).where(sql`alias = 'champion'`),
  ],
)

/** What somebody has said of a feature of a model: see `feature-choice.model.ts`. Taken back, the row goes. */
export const modelFeatureTable = pgTable(
  'model_feature',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    model: text().notNull(),
    feature: text().notNull(),
    /** As it was called then: a field may be archived since. */
    label: text().notNull(),
    choice: text().notNull(),
    decided_by: uuid(),
    decided_at: moment().notNull(),
  },
  table => [uniqueIndex('model_feature_by_key').on(table.workspace_id, table.model, table.feature)],
)

/** A run of the training pipeline, with the progress that screens show. */
export const trainingTable = pgTable(
  'training',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    model: text().notNull(),
    /** queued → reading → training → evaluating → scoring → done | cancelled | failed */
    state: text().notNull(),
    asked: text(),
    progress: jsonb().notNull().default({}),
    /** A remark of `remark.model.ts`. */
    failure: jsonb(),
    version_id: uuid(),
    requested_by: uuid(),
    created_at: moment().notNull(),
    started_at: moment(),
    finished_at: moment(),
  },
  table => [
    index('training_by_created_at').on(table.workspace_id, table.model, table.created_at),
    uniqueIndex('training_running').on(table.workspace_id, table.model).where(sql`finished_at is null`),
  ],
)
