import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { Fault, notFound, refused } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { databaseInstant, instantMs } from '../core/field.model'
import { scopeOf } from '../core/grants.rules'
import type { Write } from '../events/write'
import { addDays } from '../filter/time.rules'
import { lockRecord, lockRecords } from '../records/read-record'
import { checkScope, scopeSql } from '../records/scope'
import { writeBatch } from '../records/write-batch'
import { activityEntity } from './activities.entity'
import type { Activity } from './activities.model'
import type { Which } from './series.model'
import { refillDays, type Series, startOn } from './series-days'

const columns =
  'id, rule, time_zone, first_day::text as first_day, clock, made_through::text as made_through, version'

/** A series, locked until the transaction ends. */
export async function lockSeries(tx: Tx, id: string | null): Promise<Series | undefined> {
  if (!id) return undefined
  const [series] = await tx<Series[]>`
    select ${tx.unsafe(columns)} from meeting_series where id = ${id} for update`
  return series
}

/** The series of a meeting, locked. Whoever had to wait for it may find that the meeting is in another one by then: somebody has divided it. */
async function lockSeriesOf(tx: Tx, activityId: string): Promise<Series | undefined> {
  const named = async () => {
    const [row] = await tx<{ seriesId: string | null }[]>`
      select series_id from activity where id::text = ${activityId} and deleted_at is null`
    return row?.seriesId ?? null
  }
  for (let id = await named(); ; ) {
    const series = await lockSeries(tx, id)
    const now = await named()
    if (now === id) return series
    id = now
  }
}

export interface OpenSeries {
  series: Series
  chosen: Activity
  /** Those that are meant and may be changed, the chosen one among them, in their order; whole and locked. */
  coming: Activity[]
  /** Whether there are meetings of the series before them. */
  hasEarlier: boolean
  /** How many are meant that the asker may not change. */
  kept: number
}

/**
 * The meetings of a series that are meant by one of them, for a change. Throws `not_found`, `forbidden`, `stale` and `refused`: `activity.no_series`, and `activity.series_over`
 * for one that has been held.
 */
export async function openSeries(
  ctx: Context,
  tx: Tx,
  id: string,
  {
    which,
    action,
    version,
  }: { which: Which; action: 'update' | 'archive'; version: ExpectedVersion | undefined },
): Promise<OpenSeries> {
  // The series first, so that whoever makes more of it and whoever changes it never wait for each other.
  const series = await lockSeriesOf(tx, id)
  const chosen = await lockRecord(tx, activityEntity, id)
  if (!chosen || chosen.deletedAt) throw notFound('activity')
  await checkScope(ctx, tx, activityEntity, chosen, action)
  checkVersion(version, chosen.version)
  if (!series || chosen.seriesId !== series.id || !chosen.seriesAt)
    throw refused('activity.no_series', 'It does not repeat.')
  if (chosen.occurredAt)
    throw refused('activity.series_over', 'What has been held stays as it was: change it alone.')
  const from = chosen.seriesAt
  const scope = scopeOf(ctx.access, 'activity', action)!
  const meant = await tx<{ id: string; mine: boolean; before: boolean }[]>`
    select t.id, (t.id = ${id} or true ${scopeSql(ctx, tx, activityEntity, scope)}) as mine,
      (t.occurred_at is not null or (${which === 'later'} and t.series_at < ${from})) as before
    from activity t where t.workspace_id = ${ctx.workspaceId} and t.series_id = ${series.id} and t.deleted_at is null`
  const coming = await lockRecords(
    tx,
    activityEntity,
    meant.flatMap(one => (one.mine && !one.before ? [one.id] : [])),
  )
  coming.sort((a, b) => instantMs(a.seriesAt!) - instantMs(b.seriesAt!))
  return {
    series,
    chosen,
    coming,
    hasEarlier: meant.some(({ before }) => before),
    kept: meant.filter(({ mine, before }) => !mine && !before).length,
  }
}

const copied = [
  'name',
  'kind',
  'body',
  'ownerId',
  'location',
  'leadId',
  'customerId',
  'contactId',
  'dealId',
] as const
const nothing = { leadId: null, customerId: null, contactId: null, dealId: null, ownerId: null }

/** A reminder as long before a start as it was before another; none where that is past. */
export function reminderFor(
  { startsAt, remindAt }: Pick<Activity, 'startsAt' | 'remindAt'>,
  startMs: number,
  nowMs: number,
): string | null {
  if (!startsAt || !remindAt) return null
  const at = startMs - (instantMs(startsAt) - instantMs(remindAt))
  return at > nowMs ? new Date(at).toISOString() : null
}

/** Makes the meetings of some days like one that there is, with its people. What it is about may be gone by now: then they are about nothing. Gives how many. */
export async function makeOccurrences(
  ctx: Context,
  to: Write,
  { series, like, days }: { series: Series; like: Activity; days: readonly string[] },
): Promise<number> {
  const nowMs = ctx.clock().getTime()
  const causing: Context = { ...ctx, cause: { type: 'series', id: series.id } }
  const length = like.startsAt && like.endsAt ? instantMs(like.endsAt) - instantMs(like.startsAt) : undefined
  const wishes = days.map(day => {
    const startMs = startOn(series, day)
    const startsAt = databaseInstant(new Date(startMs).toISOString())
    const values = {
      ...Object.fromEntries(copied.map(key => [key, like[key]])),
      startsAt,
      ...(length !== undefined && { endsAt: databaseInstant(new Date(startMs + length).toISOString()) }),
      remindAt: reminderFor(like, startMs, nowMs),
      custom: like.custom,
      seriesId: series.id,
      seriesAt: startsAt,
    } as Partial<Activity>
    return { before: null, values }
  })
  const outcomes = wishes.length ? await writeBatch(causing, to, activityEntity, wishes) : []
  const alone = wishes.flatMap(({ values }, at) =>
    outcomes[at] instanceof Fault ? [{ before: null, values: { ...values, ...nothing } }] : [],
  )
  if (alone.length) outcomes.push(...(await writeBatch(causing, to, activityEntity, alone)))
  const made = outcomes.flatMap(one => (one instanceof Fault ? [] : [one.id]))
  if (made.length)
    to.send(to.tx`
      insert into activity_invitee (workspace_id, activity_id, position, member_id, contact_id, email, name)
      select i.workspace_id, made.id, i.position, i.member_id, i.contact_id, i.email, i.name
      from activity_invitee i, unnest(${made}::uuid[]) as made(id) where i.activity_id = ${like.id}`)
  return made.length
}

/** When more of a series are to be made, whose last day that was looked at is known. */
export const extendAt = (series: Pick<Series, 'clock' | 'timeZone'>, through: string): string =>
  new Date(startOn(series, addDays(through, -refillDays))).toISOString()
