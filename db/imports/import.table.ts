import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** An import and its progress: the checkpoint is written in the transaction of the rows it stands for. */
export const importTable = pgTable(
  'import',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    version: integer().notNull().default(1),
    entity: text().notNull(),
    file_id: uuid().notNull(),
    name: text().notNull(),
    /** draft → queued → running ⇄ paused → done | cancelled | failed; done → undoing → undone */
    state: text().notNull(),
    /** What was asked of a running import: pause, resume, cancel. */
    asked: text(),
    settings: jsonb().notNull().default({}),
    format: jsonb().notNull().default({}),
    mapping: jsonb().notNull().default([]),
    /** What was found in each column when the file was last looked at. */
    columns: jsonb().notNull().default([]),
    preview: jsonb(),
    /** The check that is being made; one that is no longer the latest stops. */
    check_id: uuid(),
    byte_offset: bigint({ mode: 'number' }).notNull().default(0),
    rows_total: bigint({ mode: 'number' }),
    rows_read: bigint({ mode: 'number' }).notNull().default(0),
    rows_created: bigint({ mode: 'number' }).notNull().default(0),
    rows_updated: bigint({ mode: 'number' }).notNull().default(0),
    rows_skipped: bigint({ mode: 'number' }).notNull().default(0),
    rows_refused: bigint({ mode: 'number' }).notNull().default(0),
    undo: jsonb(),
    failure: text(),
    created_by: uuid(),
    /** The member or the API key whose rights the work has: who asked for it last. Null: the system itself. */
    started_by: uuid(),
    created_at: moment().notNull(),
    started_at: moment(),
    finished_at: moment(),
  },
  table => [index('import_by_created_at').on(table.workspace_id, table.created_at)],
)

/** What was wrong, by row, column and value. */
export const importFaultTable = pgTable(
  'import_fault',
  {
    workspace_id: uuid().notNull(),
    import_id: uuid().notNull(),
    row: bigint({ mode: 'number' }).notNull(),
    n: integer().notNull(),
    column: text(),
    value: text(),
    code: text().notNull(),
    message: text().notNull(),
    params: jsonb().notNull().default({}),
  },
  table => [primaryKey({ columns: [table.import_id, table.row, table.n] })],
)
