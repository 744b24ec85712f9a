import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { invalid } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { momentOf } from '../core/time-zone.rules'
import { addDays } from '../filter/time.rules'
import { projectionOf } from '../records/columns'
import { namesOf } from '../records/names-of'
import { readableFields, scopeSql } from '../records/scope'
import { activityEntity } from './activities.entity'
import { type AgendaQuery, mostDays, mostItems } from './agenda.model'
import { longestDays } from './plan.rules'

const shown = [
  'version',
  'name',
  'kind',
  'startsAt',
  'endsAt',
  'occurredAt',
  'durationMinutes',
  'dueOn',
  'doneAt',
  'location',
  'ownerId',
  'seriesId',
  'leadId',
  'customerId',
  'contactId',
  'dealId',
  'ticketId',
]
const dayMs = 86_400_000
/** A calendar is not turned further. */
const firstKnown = '1900-01-01'
const lastKnown = '2199-12-31'

/** What is asked of a calendar: whose (null: everybody's), and from when until when. */
export interface AgendaSpan {
  memberIds: readonly string[] | null
  fromMs: number
  untilMs: number
  firstDay: string
  lastDay: string
}

/**
 * What stands in the calendar on some days, as JSON text, with the names of what it refers to: what is planned or was held then, and what is due. Somebody's is what they
 * own and what they are invited to.
 */
export async function readAgenda(ctx: Context, asked: AgendaQuery): Promise<string> {
  const { from, until, members } = asked
  if (from < firstKnown || until > lastKnown)
    throw invalid([
      {
        pointer: from < firstKnown ? '?from' : '?until',
        code: 'max_value',
        message: `From ${firstKnown} to ${lastKnown}.`,
        params: { field: from < firstKnown ? 'from' : 'until' },
      },
    ])
  const days = (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs + 1
  if (days < 1 || days > mostDays)
    throw invalid([
      {
        pointer: '?until',
        code: days < 1 ? 'min_value' : 'max_value',
        message: days < 1 ? 'Not before the first day.' : `At most ${mostDays} days.`,
        params: { field: 'until', most: mostDays },
      },
    ])
  const { memberId } = ctx.access
  const memberIds =
    members === 'all' ? null : (members?.toLowerCase().split(',') ?? (memberId ? [memberId] : []))
  const span = {
    memberIds,
    fromMs: momentOf(from, ctx.timeZone)!,
    untilMs: momentOf(addDays(until, 1), ctx.timeZone)!,
    firstDay: from,
    lastDay: until,
  }
  const scope = authorise(ctx, 'activity', 'read')
  const readable = readableFields(ctx, activityEntity)
  const keys = shown.filter(key => !readable || readable.includes(key))
  const [row] = await readOnce(
    ctx,
    sql => sql<{ body: string; names: string; count: number }[]>`
      with shown as (
        select t.* from activity t
        where t.id in (${standingSql(ctx, sql, span)}) ${scopeSql(ctx, sql, activityEntity, scope)}
        order by coalesce(t.starts_at, t.occurred_at, t.due_on::timestamptz), t.id limit ${mostItems + 1})
      select coalesce(json_agg(row_to_json(r)), '[]')::text as body, (select count(*)::int from shown) as count, ${namesOf(ctx, sql, activityEntity, keys)} as names
      from (select ${sql.unsafe(projectionOf(activityEntity, keys))} from shown t limit ${mostItems}) r`,
  )
  const more = row!.count > mostItems
  return `{"results":${row!.body},"names":${row!.names},"more":${more}}`
}

/** The ids of what stands in a calendar in a span: a walk over an index for each way in which it can. What the asker may not read of the times places nothing. */
export function standingSql(
  ctx: Context,
  sql: Tx,
  { memberIds, fromMs, untilMs, firstDay, lastDay }: AgendaSpan,
): postgres.Fragment {
  const at = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`
  const reads = (...keys: string[]) =>
    keys.every(key => mayRead(ctx.access, 'activity', key)) ? sql`` : sql`and false`
  const live = sql`a.workspace_id = ${ctx.workspaceId} and a.deleted_at is null`
  const whose = memberIds ? sql`and ${whoseSql(ctx, sql, memberIds)}` : sql``
  return sql`
    select a.id from activity a
    where ${live} and a.starts_at < ${at(untilMs)} and a.starts_at >= ${at(fromMs - longestDays * dayMs)}
      and (a.starts_at >= ${at(fromMs)} or a.ends_at > ${at(fromMs)}) ${reads('startsAt')} ${whose}
    union all select a.id from activity a
    where ${live} and a.starts_at is null and a.kind in ('call', 'meeting')
      and a.occurred_at >= ${at(fromMs)} and a.occurred_at < ${at(untilMs)} ${reads('occurredAt', 'startsAt', 'kind')} ${whose}
    union all select a.id from activity a
    where ${live} and a.starts_at is null and a.kind = 'task' and a.due_on between ${firstDay} and ${lastDay} ${reads('dueOn', 'startsAt', 'kind')} ${whose}`
}

/** Whether an activity `a` is in somebody's calendar: what they own, as far as the asker may read that, and what they are invited to. */
export function whoseSql(ctx: Context, sql: Tx, memberIds: readonly string[]): postgres.Fragment {
  const ids = [...memberIds]
  const owned = mayRead(ctx.access, 'activity', 'ownerId') ? sql`` : sql`and false`
  return sql`(a.owner_id = any(${ids}::uuid[]) ${owned}
        or exists (select from activity_invitee i where i.activity_id = a.id and i.member_id = any(${ids}::uuid[])))`
}
