import { sql } from 'drizzle-orm'
import {
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** A field by which a workspace filters records of a kind, and whether its values are kept so that they are found quickly. */
export const filterIndexTable = pgTable(
  'filter_index',
  {
    workspace_id: uuid().notNull(),
    entity: text().notNull(),
    /** As filters name it: `city`, `custom.size`. */
    field: text().notNull(),
    /** Its column, or its key among the workspace's own fields. */
    source: text().notNull(),
    custom: boolean().notNull(),
    /** How its values are kept: see `indexKinds`. */
    kind: text().notNull(),
    /** By which version of folding words were kept. */
    folding: integer().notNull(),
    /** `noted`: it was slow to filter by. `building`: what is written is kept, what is there is still being read. `ready`: filters may go by it. */
    state: text().notNull(),
    /** How often a filter by it was slow. */
    slow: integer().notNull().default(0),
    noted_at: moment().notNull(),
    last_used_at: moment().notNull(),
    /** The first transaction that surely kept what it wrote; null until it is known. */
    since: text(),
    /** The last record that was read. */
    read_to: uuid(),
    records: integer().notNull().default(0),
    ready_at: moment(),
  },
  table => [primaryKey({ columns: [table.workspace_id, table.entity, table.field] })],
)

/** The value that a record has in a field of `filter_index`; none where it has none. Kept by a trigger of each table of records. */
export const filterValueTable = pgTable(
  'filter_value',
  {
    workspace_id: uuid().notNull(),
    entity: text().notNull(),
    field: text().notNull(),
    record_id: uuid().notNull(),
    /** A text, a choice, a day; of an amount its currency. */
    value: text(),
    /** A number, microseconds since 1970, minor units; of a text that is too long to keep, 1. */
    number: doublePrecision(),
  },
  table => [
    primaryKey({ columns: [table.workspace_id, table.entity, table.record_id, table.field] }),
    index('filter_value_by_value')
      .on(table.workspace_id, table.entity, table.field, table.value)
      .where(sql`value is not null`),
    index('filter_value_by_number')
      .on(table.workspace_id, table.entity, table.field, table.number)
      .where(sql`number is not null`),
    index('filter_value_words')
      .using('gin', table.workspace_id, table.value.op('gin_trgm_ops'))
      .where(sql`value is not null`),
  ],
)
