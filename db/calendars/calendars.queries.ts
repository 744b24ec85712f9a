import { authorise, type Context } from '../core/context'
import { readOnce, type Sql, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import type { Calendar, CalendarList, WorkingHours } from './calendars.model'

/** A calendar as it is now, of a statement over `calendar c`. */
const calendarColumns = (sql: Sql | Tx) => sql`
  c.id, c.name, c.country, c.region, c.version, h.hours, to_json(h.held_from) #>> '{}' as held_from,
  coalesce(c.id = (${chosenBy(sql, sql`member_id is null`)}), false) as is_default,
  (select count(*)::int from member m where m.deleted_at is null and c.id = (${chosenBy(sql, sql`member_id = m.id`)})) as people`

/** The calendar that somebody, or the workspace, has chosen last. */
export const chosenBy = (sql: Sql | Tx, whose: ReturnType<Sql>) => sql`
  select x.calendar_id from calendar_choice x where x.${whose} order by x.held_from desc, x.id desc limit 1`

interface CalendarRow extends Omit<Calendar, keyof WorkingHours> {
  hours: WorkingHours
}

const shown = ({ hours, ...row }: CalendarRow): Calendar => ({ ...row, ...hours })

/** All calendars of the workspace, by name, and which one the asker has chosen. */
export async function listCalendars(ctx: Context): Promise<CalendarList> {
  authorise(ctx, 'calendar', 'read')
  const [rows, mine] = [
    await readOnce(
      ctx,
      sql => sql<CalendarRow[]>`
        select ${calendarColumns(sql)} from calendar c
        join calendar_hours h on h.calendar_id = c.id and h.version = c.version
        where c.workspace_id = ${ctx.workspaceId} and c.deleted_at is null order by c.name, c.id`,
    ),
    ctx.access.memberId ? await choiceOf(ctx, ctx.access.memberId) : null,
  ]
  return { results: rows.map(shown), mine }
}

async function choiceOf(ctx: Context, memberId: string): Promise<string | null> {
  const [row] = await readOnce(
    ctx,
    sql => sql<{ calendarId: string | null }[]>`${chosenBy(sql, sql`member_id = ${memberId}`)}`,
  )
  return row?.calendarId ?? null
}

/** A calendar as it is now. Throws `not_found`. */
export async function readCalendar(ctx: Context, id: string): Promise<Calendar> {
  authorise(ctx, 'calendar', 'read')
  const [row] = isUuid(id)
    ? await readOnce(
        ctx,
        sql => sql<CalendarRow[]>`
          select ${calendarColumns(sql)} from calendar c
          join calendar_hours h on h.calendar_id = c.id and h.version = c.version
          where c.workspace_id = ${ctx.workspaceId} and c.deleted_at is null and c.id = ${id}`,
      )
    : []
  if (!row) throw notFound('calendar')
  return shown(row)
}
