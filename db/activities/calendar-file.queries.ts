import { digest } from '../access/secrets'
import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import { authorise, type Context } from '../core/context'
import { type Database, inWorkspace, readOnce } from '../core/database'
import { Fault, notFound, refused } from '../core/errors'
import { instantMs } from '../core/field.model'
import { mayRead } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { postgresFault } from '../core/postgres-faults'
import { dayAt } from '../core/time-zone.rules'
import { addDays } from '../filter/time.rules'
import { projectionOf } from '../records/columns'
import { readableFields, scopeSql } from '../records/scope'
import { activityEntity } from './activities.entity'
import { type AgendaSpan, standingSql, whoseSql } from './agenda.queries'
import { standingOf } from './agenda.rules'
import { icalendarOf, type Listed, type WrittenSeries } from './icalendar'
import { listInvitees } from './invitees.queries'
import { restOfRule } from './series.rules'
import { daysIn, type Series } from './series-days'

const written = [
  'version',
  'updatedAt',
  'name',
  'kind',
  'body',
  'location',
  'startsAt',
  'endsAt',
  'occurredAt',
  'durationMinutes',
  'dueOn',
]
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const daysBack = 90
const daysAhead = 400
const mostListed = 2000

const keysFor = (ctx: Context) => {
  const readable = readableFields(ctx, activityEntity)
  return written.filter(key => !readable || readable.includes(key))
}
const urlFor = (origin: string) => (id: string) => `${origin}/activities?show=all&open=${id}`

/** One activity that has a time or a day, as a file for any calendar, with who is invited; `asks`: as an invitation that their calendar takes. Throws `not_found`, and `refused` (`activity.no_time`). */
export async function readCalendarFile(
  ctx: Context,
  id: string,
  origin: string,
  asks = false,
): Promise<string> {
  const scope = authorise(ctx, 'activity', 'read')
  if (!isUuid(id)) throw notFound('activity')
  const [found] = await readOnce(
    ctx,
    sql => sql<{ activity: Listed; owner: { name: string; email: string } | null }[]>`
      select (select row_to_json(r) from (select ${sql.unsafe(projectionOf(activityEntity, keysFor(ctx)))}) r) as activity,
        (select json_build_object('name', m.name, 'email', m.email) from member m where m.id = t.owner_id) as owner
      from activity t where t.id = ${id} and t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null ${scopeSql(ctx, sql, activityEntity, scope)}`,
  )
  if (!found) throw notFound('activity')
  const { activity, owner } = found
  if (!standingOf(activity))
    throw refused('activity.no_time', 'It has no time yet that a calendar could show.')
  const invitees = activity.kind === 'meeting' ? await listInvitees(ctx, id) : []
  return icalendarOf({
    activities: [activity],
    urlOf: urlFor(origin),
    ...(invitees.length && owner ? { organizer: owner } : {}),
    invitees,
    asks,
  })
}

/**
 * The calendar of whoever's address has the token, with the rights that they have now. Throws `not_found` for a token that opens nothing, also that of somebody who has left or may not
 * read activities any more. Notes when it was read, once an hour at most.
 */
export async function readFeed(
  { db, clock, origin }: { db: Database; clock: Clock; origin: string },
  token: string,
): Promise<string> {
  const [feed] = /^[\w-]{43}$/.test(token)
    ? await db.system<{ workspaceId: string; memberId: string; lastReadAt: Date | null }[]>`
        select workspace_id, member_id, last_read_at from calendar_feed where token_hash = ${digest(token)}`
    : []
  if (!feed) throw notFound('calendar')
  const { workspaceId, memberId, lastReadAt } = feed
  try {
    const ctx = await workContext({ db, clock }, { workspaceId, onBehalfOf: memberId })
    const now = clock().getTime()
    if (!lastReadAt || lastReadAt.getTime() < now - hourMs) await noteRead(ctx, memberId)
    return await feedOf(ctx, memberId, origin)
  } catch (error) {
    // Who has left, or lost the right, has no calendar here; whoever has the address learns no more than that.
    if (error instanceof Fault && (error.code === 'forbidden' || error.code === 'not_found'))
      throw notFound('calendar')
    throw error
  }
}

async function noteRead(ctx: Context, memberId: string): Promise<void> {
  try {
    await inWorkspace(
      ctx,
      tx => tx`
        update calendar_feed set last_read_at = ${ctx.clock().toISOString()}
        where workspace_id = ${ctx.workspaceId} and member_id = ${memberId}`,
    )
  } catch (error) {
    // On a full disk reading goes on, whether or not its time can be noted.
    if (postgresFault(error) !== 'full') throw error
  }
}

async function feedOf(ctx: Context, memberId: string, origin: string): Promise<string> {
  const scope = authorise(ctx, 'activity', 'read')
  const now = ctx.clock().getTime()
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const span: AgendaSpan = {
    memberIds: [memberId],
    fromMs: now - daysBack * dayMs,
    untilMs: now + daysAhead * dayMs,
    firstDay: day(now - daysBack * dayMs),
    lastDay: day(now + daysAhead * dayMs),
  }
  const keys = keysFor(ctx)
  // Who may not read that meetings are one series has each by itself.
  const whole = ['seriesId', 'seriesAt'].every(key => mayRead(ctx.access, 'activity', key))
  const [row] = await readOnce(
    ctx,
    sql => sql<Found[]>`
      with mine as (
        select t.* from activity t
        where t.id in (${standingSql(ctx, sql, span)}) and (t.kind <> 'task' or t.done_at is null) ${scopeSql(ctx, sql, activityEntity, scope)}),
      shown as (
        select * from mine where not ${whole} or series_id is null
        order by coalesce(starts_at, occurred_at, due_on::timestamptz) desc, id limit ${mostListed}),
      repeated as (
        select s.*, (select a.id from activity a where a.workspace_id = s.workspace_id and a.series_id = s.id::text and a.deleted_at is null order by a.series_at desc limit 1) as last_id
        from meeting_series s where ${whole} and s.id::text in (select series_id from mine)),
      theirs as (
        select t.* from activity t
        where t.series_id in (select id::text from repeated) and t.deleted_at is null and t.series_at >= ${new Date(span.fromMs).toISOString()}
          and exists (select from activity a where a.id = t.id and ${whoseSql(ctx, sql, [memberId])}) ${scopeSql(ctx, sql, activityEntity, scope)}
        order by t.series_at limit ${mostOfSeries})
      select (select coalesce(json_agg(row_to_json(r)), '[]') from (select ${sql.unsafe(projectionOf(activityEntity, keys))} from shown t) r) as activities,
        (select coalesce(json_agg(row_to_json(r)), '[]') from (select ${sql.unsafe(projectionOf(activityEntity, [...keys, 'seriesId', 'seriesAt']))} from theirs t) r) as of_series,
        (select coalesce(json_agg(json_build_object('id', s.id, 'rule', s.rule, 'timeZone', s.time_zone, 'firstDay', s.first_day, 'clock', s.clock,
          'madeThrough', s.made_through, 'version', s.version, 'updatedAt', s.updated_at, 'lastId', s.last_id) order by s.id), '[]') from repeated s) as series,
        (select name from workspace where id = ${ctx.workspaceId}) as workspace`,
  )
  const series = seriesOf(row!, span.firstDay)
  const inRules = new Set(series.flatMap(({ held }) => [...held]))
  return icalendarOf({
    name: row!.workspace,
    activities: [...row!.activities, ...row!.ofSeries.filter(({ id }) => !inRules.has(id))],
    series: series.map(({ written }) => written),
    urlOf: urlFor(origin),
  })
}

/** More meetings of series are not read for one calendar. */
const mostOfSeries = 20_000

type Meeting = Listed & { seriesId: string; seriesAt: string }

interface Found {
  activities: Listed[]
  ofSeries: Meeting[]
  series: (Series & { updatedAt: string; lastId: string | null })[]
  workspace: string
}

/**
 * The series as rules, each with the ids of the meetings that it tells of. One whose last meeting is not in this calendar is none here, for what follows will not be either; nor is a meeting on
 * a day that the rule does not have.
 */
function seriesOf(
  { ofSeries, series }: Found,
  firstDay: string,
): { written: WrittenSeries; held: Set<string> }[] {
  const meetings = Map.groupBy(ofSeries, ({ seriesId }) => seriesId)
  return series.flatMap(({ updatedAt, lastId, ...whole }) => {
    const rows = meetings.get(whole.id) ?? []
    const like = rows.find(({ id }) => id === lastId)
    const one = like && sinceDay(whole, firstDay)
    if (!one) return []
    const dayOf = ({ seriesAt }: Meeting) => dayAt(instantMs(seriesAt), one.timeZone)
    const days = daysIn(one, one.firstDay, one.madeThrough)
    const byDay = new Map(rows.map(row => [dayOf(row), row]))
    const told = days.flatMap(day => byDay.get(day) ?? [])
    const written: WrittenSeries = {
      series: one,
      updatedAt,
      like,
      without: days.filter(day => !byDay.has(day)),
      others: told.filter(row => differs(row, like)),
    }
    return [{ written, held: new Set(told.map(({ id }) => id)) }]
  })
}

/** The series from the first of its days that is not before a day; undefined where there is none. */
function sinceDay(series: Series, day: string): Series | undefined {
  if (series.firstDay >= day) return series
  const first = daysIn(series, day, series.madeThrough)[0]
  if (!first) return undefined
  const before = daysIn(series, series.firstDay, addDays(first, -1)).length
  return { ...series, firstDay: first, rule: restOfRule(series.rule, before) }
}

/** Whether a meeting says something else than its series does, or is at another time. */
function differs(one: Meeting, like: Listed): boolean {
  const length = ({ startsAt, endsAt }: Listed) =>
    startsAt && endsAt ? instantMs(endsAt) - instantMs(startsAt) : 0
  return (
    !one.startsAt ||
    instantMs(one.startsAt) !== instantMs(one.seriesAt) ||
    length(one) !== length(like) ||
    (['name', 'body', 'location', 'kind'] as const).some(key => (one[key] ?? null) !== (like[key] ?? null))
  )
}
