import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** A change of many records and its progress, written in the transaction of the records it tells of. */
export const bulkTable = pgTable(
  'bulk',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    version: integer().notNull().default(1),
    entity: text().notNull(),
    verb: text().notNull(),
    /** Of the entity's Update shape; null where nothing is set. */
    values: jsonb(),
    state: text().notNull(),
    total: integer().notNull(),
    changed: integer().notNull().default(0),
    same: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    /** How far its undo is: `undone`, `kept`, and the log's sequence below which it has not looked. */
    undo: jsonb(),
    failure: jsonb(),
    created_by: uuid(),
    /** The member or the API key that asked for it: whose undo of it needs no right to others' records. */
    asked_by: uuid(),
    /** Whose rights the work has: who asked for it, or for its undo, last. */
    started_by: uuid(),
    created_at: moment().notNull(),
    started_at: moment(),
    finished_at: moment(),
  },
  table => [index('bulk_by_created_at').on(table.workspace_id, table.created_at)],
)

/** The records that a bulk change has still to come to: all it took, when it was asked for. */
export const bulkDueTable = pgTable(
  'bulk_due',
  { workspace_id: uuid().notNull(), bulk_id: uuid().notNull(), record_id: uuid().notNull() },
  table => [primaryKey({ columns: [table.bulk_id, table.record_id] })],
)

/** The records that stayed as they were, and why. */
export const bulkFaultTable = pgTable(
  'bulk_fault',
  {
    workspace_id: uuid().notNull(),
    bulk_id: uuid().notNull(),
    /** `act`, or `undo`. */
    phase: text().notNull(),
    n: integer().notNull(),
    subject_type: text().notNull(),
    subject_id: uuid().notNull(),
    code: text().notNull(),
    rule: text(),
    pointer: text(),
    message: text().notNull(),
    params: jsonb().notNull().default({}),
  },
  table => [primaryKey({ columns: [table.bulk_id, table.phase, table.n] })],
)
