import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { recordTable } from '../core/record.table'
import { territoryKeys } from './territories.keys'
import { territoryFields } from './territories.model'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

export const territoryTable = recordTable('territory', territoryFields, territoryKeys)

/** Which records lie in a territory, by kind, in the filter language. */
export const territoryRuleTable = pgTable('territory_rule', {
  territory_id: uuid().primaryKey(),
  workspace_id: uuid().notNull(),
  customer: jsonb(),
  lead: jsonb(),
})

/** Who is in which territories. */
export const territoryMemberTable = pgTable(
  'territory_member',
  {
    territory_id: uuid().notNull(),
    member_id: uuid().notNull(),
    workspace_id: uuid().notNull(),
  },
  table => [
    primaryKey({ columns: [table.territory_id, table.member_id] }),
    index('territory_of_member').on(table.workspace_id, table.member_id),
  ],
)

/** Work that places all records anew: how far it is. At most one of a workspace is under way. */
export const placingTable = pgTable(
  'territory_placing',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    state: text().notNull(),
    /** The kind it is at, and the last record of it that was looked at. */
    kind: text().notNull(),
    last_id: uuid(),
    done: bigint({ mode: 'number' }).notNull().default(0),
    total: bigint({ mode: 'number' }).notNull().default(0),
    moved: bigint({ mode: 'number' }).notNull().default(0),
    failure: text(),
    version: integer().notNull().default(1),
    created_at: moment().notNull(),
    finished_at: moment(),
  },
  table => [
    uniqueIndex('territory_placing_under_way')
      .on(table.workspace_id)
      .where(sql`state in ('queued', 'running')`),
    index('territory_placing_of_workspace').on(table.workspace_id, table.created_at),
  ],
)
