import { sql } from 'drizzle-orm'
import { date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** One that is removed stays for what was worked by it. */
export const calendarTable = pgTable(
  'calendar',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    country: text(),
    region: text(),
    version: integer().notNull(),
    created_at: moment().notNull(),
    deleted_at: moment(),
  },
  table => [index('calendar_of_workspace').on(table.workspace_id).where(sql`deleted_at is null`)],
)

/** The hours of a calendar from a moment on, until the next ones. Never changed. */
export const calendarHoursTable = pgTable(
  'calendar_hours',
  {
    workspace_id: uuid().notNull(),
    calendar_id: uuid().notNull(),
    version: integer().notNull(),
    held_from: moment().notNull(),
    hours: jsonb().notNull(),
  },
  table => [primaryKey({ columns: [table.calendar_id, table.version] })],
)

/** By which calendar somebody works from a moment on; without a member, by which the workspace does. A null calendar is the workspace's. Never changed. */
export const calendarChoiceTable = pgTable(
  'calendar_choice',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    member_id: uuid(),
    calendar_id: uuid(),
    held_from: moment().notNull(),
  },
  table => [index('calendar_choice_of_member').on(table.workspace_id, table.member_id, table.held_from)],
)

/** Somebody is away: on days, or from a moment to another. One that is taken back stays until when it counted. */
export const absenceTable = pgTable(
  'absence',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    member_id: uuid().notNull(),
    first_day: date({ mode: 'string' }),
    last_day: date({ mode: 'string' }),
    starts_at: moment(),
    ends_at: moment(),
    note: text(),
    created_at: moment().notNull(),
    deleted_at: moment(),
  },
  table => [index('absence_of_member').on(table.workspace_id, table.member_id)],
)
