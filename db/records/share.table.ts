import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** One record that is shared with a person or a team, until a time or until somebody ends it. */
export const recordShareTable = pgTable(
  'record_share',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    entity: text().notNull(),
    record_id: uuid().notNull(),
    member_id: uuid(),
    team_id: uuid(),
    level: text().notNull(),
    ends_at: moment(),
    made_by: uuid(),
    created_at: moment().notNull(),
    ended_at: moment(),
  },
  table => [
    index('record_share_of_record').on(table.workspace_id, table.record_id).where(sql`ended_at is null`),
    index('record_share_of_member')
      .on(table.workspace_id, table.member_id, table.entity, table.record_id)
      .where(sql`ended_at is null and member_id is not null`),
    index('record_share_of_team')
      .on(table.workspace_id, table.team_id, table.entity, table.record_id)
      .where(sql`ended_at is null and team_id is not null`),
    uniqueIndex('record_share_once')
      .on(table.workspace_id, table.record_id, sql`coalesce(member_id, team_id)`)
      .where(sql`ended_at is null`),
  ],
)

/** Who watches a record. */
export const recordWatcherTable = pgTable(
  'record_watcher',
  {
    workspace_id: uuid().notNull(),
    record_id: uuid().notNull(),
    member_id: uuid().notNull(),
    entity: text().notNull(),
    created_at: moment().notNull(),
  },
  table => [primaryKey({ columns: [table.workspace_id, table.record_id, table.member_id] })],
)
