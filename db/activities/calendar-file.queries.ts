import { digest } from '../access/secrets'
import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import { authorise, type Context } from '../core/context'
import { type Database, inWorkspace, readOnce } from '../core/database'
import { Fault, notFound, refused } from '../core/errors'
import { isUuid } from '../core/ids'
import { postgresFault } from '../core/postgres-faults'
import { projectionOf } from '../records/columns'
import { readableFields, scopeSql } from '../records/scope'
import { activityEntity } from './activities.entity'
import { type AgendaSpan, standingSql } from './agenda.queries'
import { standingOf } from './agenda.rules'
import { icalendarOf, type Listed } from './icalendar'
import { listInvitees } from './invitees.queries'

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

/** One activity that has a time or a day, as a file for any calendar, with who is invited. Throws `not_found`, and `refused` (`activity.no_time`). */
export async function readCalendarFile(ctx: Context, id: string, origin: string): Promise<string> {
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
  const [row] = await readOnce(
    ctx,
    sql => sql<{ activities: Listed[]; workspace: string }[]>`
      with shown as (
        select t.* from activity t
        where t.id in (${standingSql(ctx, sql, span)}) and (t.kind <> 'task' or t.done_at is null) ${scopeSql(ctx, sql, activityEntity, scope)}
        order by coalesce(t.starts_at, t.occurred_at, t.due_on::timestamptz) desc, t.id limit ${mostListed})
      select (select coalesce(json_agg(row_to_json(r)), '[]') from (select ${sql.unsafe(projectionOf(activityEntity, keysFor(ctx)))} from shown t) r) as activities,
        (select name from workspace where id = ${ctx.workspaceId}) as workspace`,
  )
  return icalendarOf({ name: row!.workspace, activities: row!.activities, urlOf: urlFor(origin) })
}
