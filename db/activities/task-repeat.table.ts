import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'

/** Which task was made when a repeating one was done, so that it goes when that is taken back. */
export const taskRepeatTable = pgTable(
  'task_repeat',
  { workspace_id: uuid().notNull(), task_id: uuid().notNull(), next_id: uuid().notNull() },
  table => [
    primaryKey({ columns: [table.task_id] }),
    index('task_repeat_of_workspace').on(table.workspace_id),
  ],
)
