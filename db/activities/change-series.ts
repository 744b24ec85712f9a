import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { Fault, refused } from '../core/errors'
import type { ExpectedVersion } from '../core/expected-version'
import { databaseInstant, instantMs } from '../core/field.model'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { clockAt, dayAt } from '../core/time-zone.rules'
import { type Write, write } from '../events/write'
import { addDays } from '../filter/time.rules'
import { checkWritable } from '../records/scope'
import { writeBatch } from '../records/write-batch'
import { activityEntity } from './activities.entity'
import { activityEvents } from './activities.events'
import type { Activity } from './activities.model'
import { extendAt, makeOccurrences, type OpenSeries, openSeries, reminderFor } from './occurrences'
import { checkFirstDay, checkNear } from './repeat-meeting'
import { checkInvitees, writeInvitees } from './save-invitees'
import { SeriesChange, type SeriesChanged } from './series.model'
import { cutRule, daysBetween, movedRule, partsOf, restOfRule, ruleOf, saidRule } from './series.rules'
import { daysAhead, daysIn, type Series, startOn } from './series-days'

/** What becomes of the meetings that are meant: a series, and on which of its days each is to be. */
interface Plan {
  series: Series
  /** By the day of the old series. */
  dayOf: ReadonlyMap<string, string>
  /** Days on which there is none yet. */
  fresh: readonly string[]
  over: boolean
}

/**
 * Changes several meetings of a series: what they say, their people, when they are, or the rule. Where some came before them, these keep their series, which ends there, and the others
 * are a series of their own. One that was moved by hand stays where it was put, unless it is the chosen one; what was cancelled stays cancelled. Throws `not_found`, `forbidden`,
 * `invalid`, `stale` and `refused` (`activity.no_series`, `activity.series_over`, `activity.series_day`, `activity.series_shift`, and the rules of an activity).
 */
export async function changeSeries(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<SeriesChanged> {
  authorise(ctx, 'activity', 'update')
  const { which, values = {}, rule, invitees } = parse(SeriesChange, input)
  if (rule) authorise(ctx, 'activity', 'create')
  checkWritable(ctx, activityEntity, values)
  return write(ctx, async to => {
    const opened = await openSeries(ctx, to.tx, id, { which, action: 'update', version })
    const people = invitees && (await checkInvitees(ctx, to.tx, invitees))
    const nowMs = ctx.clock().getTime()
    const plan = planChange(opened, values.startsAt ?? undefined, rule, nowMs)
    await keepSeries(ctx, to.tx, opened, plan)
    const { chosen, coming, kept } = opened
    const dayWas = (one: Activity) => dayAt(instantMs(one.seriesAt!), opened.series.timeZone)
    const stays = coming.filter(one => plan.dayOf.has(dayWas(one)))
    const gone = coming.filter(one => !stays.includes(one))
    const asked = stays.map(before => ({
      before,
      values: valuesFor(before, chosen, values, { plan, day: plan.dayOf.get(dayWas(before))!, nowMs }),
    }))
    const causing: Context = { ...ctx, cause: { type: 'series', id: plan.series.id } }
    const outcomes = [
      // Whom its text mentions is told once.
      ...(await batch(
        ctx,
        to,
        asked.filter(({ before }) => before.id === id),
      )),
      ...(await batch(
        causing,
        to,
        asked.filter(({ before }) => before.id !== id),
      )),
      ...(await batch(
        causing,
        to,
        gone.map(before => ({ before, values: { deletedAt: new Date(nowMs).toISOString() } })),
      )),
    ]
    if (people)
      await writeInvitees(
        ctx,
        to,
        stays.map(one => one.id),
        people,
      )
    const like = outcomes.find(one => one.id === id) ?? outcomes[0]!
    const made = await makeOccurrences(ctx, to, { series: plan.series, like, days: plan.fresh })
    if (rule) to.emit(activityEvents.repeated(id, { rule: plan.series.rule, meetings: stays.length + made }))
    return { changed: stays.length, made, cancelled: gone.length, kept }
  })
}

async function batch(
  ctx: Context,
  to: Write,
  asked: readonly { before: Activity; values: Partial<Activity> }[],
): Promise<Activity[]> {
  const outcomes = asked.length ? await writeBatch(ctx, to, activityEntity, asked) : []
  return outcomes.map(one => {
    if (one instanceof Fault) throw one
    return one
  })
}

function planChange(
  { series, chosen, coming, hasEarlier }: OpenSeries,
  startsAt: string | undefined,
  rule: string | undefined,
  nowMs: number,
): Plan {
  const { timeZone } = series
  const dayWas = (one: Activity) => dayAt(instantMs(one.seriesAt!), timeZone)
  const startMs = instantMs(startsAt ?? chosen.seriesAt!)
  const [chosenDay, newDay] = [dayWas(chosen), dayAt(startMs, timeZone)]
  checkNear(newDay)
  const by = daysBetween(chosenDay, newDay)
  const firstWas = dayWas(coming[0]!)
  const before = daysIn(series, series.firstDay, addDays(firstWas, -1)).length
  const id = hasEarlier ? uuidv7() : series.id
  const clock = startsAt ? clockAt(startMs, timeZone).slice(11) : series.clock
  const oldDays = daysIn(series, firstWas, series.madeThrough)
  if (rule === undefined) {
    const moved = restOfRule(movedRule(series.rule, chosenDay, newDay), before)
    const firstDay = by === 0 ? firstWas : nearest(moved, addDays(firstWas, by))
    const lastDay = addDays(oldDays.at(-1)!, by + 62)
    const newDays = daysIn({ rule: moved, firstDay }, firstDay, lastDay).slice(0, oldDays.length)
    if (/^FREQ=(DAILY|WEEKLY)/.test(moved) && newDays.some((day, at) => day !== addDays(oldDays[at]!, by)))
      throw refused(
        'activity.series_shift',
        'Its days cannot all be moved so: say anew on which days it repeats.',
      )
    return {
      series: { ...series, id, rule: moved, firstDay, clock, madeThrough: newDays.at(-1) ?? firstDay },
      dayOf: new Map(newDays.map((day, at) => [oldDays[at]!, day])),
      fresh: [],
      over: false,
    }
  }
  const first = addDays(firstWas, by)
  const said = saidRule(rule, newDay)
  if (firstWas === chosenDay) checkFirstDay(said, newDay)
  const ahead = daysAhead({ rule: said, firstDay: first }, addDays(first, -1), dayAt(nowMs, timeZone))
  const firstDay = ahead.days[0]
  if (!firstDay) throw refused('activity.series_day', 'It has no day on which it repeats.', { day: first })
  const wanted = new Set(ahead.days)
  const live = new Set(coming.map(dayWas))
  const target = (day: string) => addDays(day, by)
  const dayOf = new Map(
    oldDays.flatMap(day => (live.has(day) && wanted.has(target(day)) ? [[day, target(day)] as const] : [])),
  )
  const taken = new Set([...dayOf.values(), ...oldDays.filter(day => !live.has(day)).map(target)])
  const made = { ...series, id, rule: said, firstDay, clock, madeThrough: ahead.through }
  const fresh = ahead.days.filter(day => !taken.has(day) && startOn(made, day) > nowMs)
  return { series: made, dayOf, fresh, over: ahead.over }
}

/** The day of a rule that is nearest to a day, whatever its interval counts from. */
function nearest(rule: string, day: string): string {
  const { until: _, count: __, ...parts } = partsOf(rule)
  if (parts.freq === 'YEARLY' || parts.freq === 'DAILY') return day
  const from = addDays(day, -16)
  const near = daysIn({ rule: ruleOf({ ...parts, interval: 1 }), firstDay: from }, from, addDays(day, 16))
  const far = (one: string) => Math.abs(daysBetween(day, one))
  return near.sort((a, b) => far(a) - far(b))[0] ?? day
}

async function keepSeries(ctx: Context, tx: Tx, { series, coming, hasEarlier }: OpenSeries, plan: Plan) {
  const { id, rule, timeZone, firstDay, clock, madeThrough } = plan.series
  const now = ctx.clock().toISOString()
  const next = plan.over ? null : extendAt(plan.series, madeThrough)
  if (!hasEarlier)
    return void (await tx`
      update meeting_series set rule = ${rule}, first_day = ${firstDay}, clock = ${clock}, made_through = ${madeThrough}, extend_at = ${next},
        version = version + 1, updated_at = ${now} where id = ${id}`)
  await endBefore(ctx, tx, series, dayAt(instantMs(coming[0]!.seriesAt!), series.timeZone))
  await tx`
    insert into meeting_series (id, workspace_id, rule, time_zone, first_day, clock, made_through, extend_at, updated_at)
    values (${id}, ${ctx.workspaceId}, ${rule}, ${timeZone}, ${firstDay}, ${clock}, ${madeThrough}, ${next}, ${now})`
}

/** Ends a series on its last day before another, from when on there is nothing more to make. */
export async function endBefore(ctx: Context, tx: Tx, series: Series, day: string): Promise<void> {
  const days = daysIn(series, series.firstDay, addDays(day, -1))
  const last = days.at(-1) ?? series.firstDay
  await tx`
    update meeting_series set rule = ${cutRule(series.rule, Math.max(1, days.length), last)}, made_through = ${last}, extend_at = null,
      version = version + 1, updated_at = ${ctx.clock().toISOString()} where id = ${series.id}`
}

type Values = NonNullable<ReturnType<typeof parsed>['values']>
const parsed = (input: unknown) => parse(SeriesChange, input)

/** What one of the meetings is to be: what was said of all, and its times by its own day. */
function valuesFor(
  before: Activity,
  chosen: Activity,
  { startsAt, endsAt, remindAt, ...values }: Values,
  { plan, day, nowMs }: { plan: Plan; day: string; nowMs: number },
): Partial<Activity> {
  const iso = (ms: number) => databaseInstant(new Date(ms).toISOString())
  const anchor = startOn(plan.series, day)
  const isMoved = before.id !== chosen.id && instantMs(before.startsAt!) !== instantMs(before.seriesAt!)
  const wasMs = instantMs(before.startsAt!)
  const isChosenStill = before.id === chosen.id && startsAt === undefined
  const startMs = isMoved || isChosenStill ? wasMs : anchor
  const chosenMs = instantMs(startsAt ?? chosen.startsAt!)
  return {
    ...values,
    seriesId: plan.series.id,
    seriesAt: iso(anchor),
    ...(startMs !== wasMs && { startsAt: iso(startMs) }),
    ...(endsAt && { endsAt: iso(startMs + instantMs(endsAt) - chosenMs) }),
    ...(endsAt === null && { endsAt: null }),
    ...(remindAt !== undefined
      ? { remindAt: reminderFor({ startsAt: iso(chosenMs), remindAt }, startMs, nowMs) }
      : startMs !== wasMs && before.remindAt && { remindAt: reminderFor(before, startMs, nowMs) }),
  }
}
