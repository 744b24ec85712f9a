import { authorise, type Context } from '../core/context'
import { readOnce, type Sql, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { withinScope } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import type { WorkingHours } from './calendars.model'
import { usualHours } from './calendars.rules'
import type { Away, HoursFrom, TimeLine } from './open-block.rules'
import { type Choice, timeLine } from './time-line.rules'
import { type WorkingTimes, workingTimes } from './working-time.rules'

const never = Number.POSITIVE_INFINITY

interface Kept {
  versions: { calendarId: string; from: number; hours: WorkingHours }[]
  choices: { memberId: string | null; from: number; calendarId: string | null }[]
  absences: AwayRow[]
}

interface AwayRow {
  memberId: string
  from: number
  until: number | null
  firstDay: string | null
  lastDay: string | null
  start: number | null
  end: number | null
}

const msOf = (sql: Sql | Tx, column: string) => sql`(extract(epoch from ${sql(column)}) * 1000)::float8`

interface WorkingTimesOfAll {
  workspace: WorkingTimes
  members: Map<string, WorkingTimes>
}

/**
 * When each of these members works and worked, in one statement; with `workspace`, when the workspace does. For who counts time in background work or
 * in another area: no right is asked for. A member without a calendar works by the workspace's.
 */
export async function workingTimesOf(
  ctx: Pick<Context, 'db' | 'workspaceId' | 'workspaceTimeZone'>,
  memberIds: readonly string[],
): Promise<WorkingTimesOfAll> {
  const [kept] = await readOnce(ctx, sql => keptOf(sql, ctx, memberIds))
  return timesIn(ctx, memberIds, kept!)
}

/** The same within a transaction that has begun. */
export async function workingTimesIn(
  ctx: Pick<Context, 'workspaceId' | 'workspaceTimeZone'>,
  tx: Tx,
  memberIds: readonly string[],
): Promise<WorkingTimesOfAll> {
  const [kept] = await keptOf(tx, ctx, memberIds)
  return timesIn(ctx, memberIds, kept!)
}

/**
 * By which hours each calendar counts, and counted; null is the workspace's. As of a moment: without what was changed after it, so that what was told then is told again. For who counts
 * time in background work or in another area: no right is asked for.
 */
export async function calendarTimesOf(
  ctx: Pick<Context, 'db' | 'workspaceId' | 'workspaceTimeZone'>,
  asOf = never,
): Promise<(calendarId: string | null) => WorkingTimes> {
  const [row] = await readOnce(ctx, sql => keptOf(sql, ctx, []))
  const { versions, choices } = row!
  const known: Kept = {
    // The first hours of a calendar hold before it was made, too.
    versions: versions.filter(
      ({ calendarId, from }, at) =>
        from <= asOf || versions.findIndex(one => one.calendarId === calendarId) === at,
    ),
    choices: choices.filter(({ from }) => from <= asOf),
    absences: [],
  }
  const workspace = timesIn(ctx, [], known).workspace
  const calendars = new Map<string, WorkingTimes>()
  return calendarId => {
    if (calendarId === null) return workspace
    const found = calendars.get(calendarId)
    if (found) return found
    const hours = known.versions
      .filter(one => one.calendarId === calendarId)
      .map(({ from, hours }) => ({ ...hours, from }))
    const times = hours.length ? workingTimes({ hours, away: [] }) : workspace
    calendars.set(calendarId, times)
    return times
  }
}

function timesIn(
  ctx: Pick<Context, 'workspaceTimeZone'>,
  memberIds: readonly string[],
  kept: Kept,
): WorkingTimesOfAll {
  const calendars = new Map<string, HoursFrom[]>()
  for (const { calendarId, from, hours } of kept.versions)
    calendars.set(calendarId, [...(calendars.get(calendarId) ?? []), { ...hours, from }])
  const choicesOf = (memberId: string | null): Choice[] =>
    kept.choices.filter(choice => choice.memberId === memberId)
  const lineOf = (memberId: string | null): TimeLine =>
    timeLine({
      calendars,
      workspace: choicesOf(null),
      person: memberId ? choicesOf(memberId) : [],
      away: kept.absences.filter(absence => absence.memberId === memberId).map(awayOf),
      usual: usualHours(ctx.workspaceTimeZone),
    })
  return {
    workspace: workingTimes(lineOf(null)),
    members: new Map(memberIds.map(id => [id, workingTimes(lineOf(id))])),
  }
}

const keptOf = (sql: Sql | Tx, ctx: Pick<Context, 'workspaceId'>, memberIds: readonly string[]) => sql<
  Kept[]
>`
      select
        (select coalesce(json_agg(json_build_object('calendarId', calendar_id, 'from', ${msOf(sql, 'held_from')}, 'hours', hours)
          order by held_from, version), '[]') from calendar_hours where workspace_id = ${ctx.workspaceId}) as versions,
        (select coalesce(json_agg(json_build_object('memberId', member_id, 'from', ${msOf(sql, 'held_from')}, 'calendarId', calendar_id)
          order by held_from, id), '[]') from calendar_choice
          where workspace_id = ${ctx.workspaceId} and (member_id is null or member_id = any(${[...memberIds]}::uuid[]))) as choices,
        (select coalesce(json_agg(json_build_object('memberId', member_id, 'from', ${msOf(sql, 'created_at')}, 'until', ${msOf(sql, 'deleted_at')},
          'firstDay', first_day, 'lastDay', last_day, 'start', ${msOf(sql, 'starts_at')}, 'end', ${msOf(sql, 'ends_at')})), '[]') from absence
          where workspace_id = ${ctx.workspaceId} and member_id = any(${[...memberIds]}::uuid[])) as absences`

function awayOf({ from, until, firstDay, lastDay, start, end }: AwayRow): Away {
  const known = { from, until: until ?? never }
  return firstDay !== null && lastDay !== null
    ? { ...known, firstDay, lastDay }
    : { ...known, start: start ?? 0, end: end ?? 0 }
}

/** When work is done by one calendar, also by what it was before. Throws `not_found`. */
export async function timesOfCalendar(ctx: Context, id: string): Promise<WorkingTimes> {
  authorise(ctx, 'calendar', 'read')
  const versions = isUuid(id)
    ? await readOnce(
        ctx,
        sql => sql<{ from: number; hours: WorkingHours }[]>`
          select ${msOf(sql, 'held_from')} as from, hours from calendar_hours
          where workspace_id = ${ctx.workspaceId} and calendar_id = ${id} order by held_from, version`,
      )
    : []
  if (versions.length === 0) throw notFound('calendar')
  return workingTimes({ hours: versions.map(({ from, hours }) => ({ ...hours, from })), away: [] })
}

/** When a member works, for whoever may see when they are away. Throws `not_found`. */
export async function timesOfMember(ctx: Context, memberId: string): Promise<WorkingTimes> {
  const scope = authorise(ctx, 'absence', 'read')
  const [member] =
    isUuid(memberId) && withinScope(ctx.access, scope, { ownerId: memberId })
      ? await readOnce(
          ctx,
          sql => sql<{ id: string }[]>`
            select id from member where workspace_id = ${ctx.workspaceId} and id = ${memberId} and deleted_at is null`,
        )
      : []
  if (!member) throw notFound('member')
  return (await workingTimesOf(ctx, [member.id])).members.get(member.id)!
}
