import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { instantMs } from '../core/field.model'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { clockAt, dayAt } from '../core/time-zone.rules'
import { write } from '../events/write'
import { addDays } from '../filter/time.rules'
import { lockRecord } from '../records/read-record'
import { checkScope, ownerOfNew } from '../records/scope'
import { changeRecord } from '../records/update-record'
import { activityEntity } from './activities.entity'
import { activityEvents } from './activities.events'
import { extendAt, makeOccurrences } from './occurrences'
import { type SeriesChanged, SeriesSave } from './series.model'
import { saidRule } from './series.rules'
import { daysAhead, daysIn, isFar, startOn } from './series-days'

/**
 * Makes a meeting repeat by a rule, in whose series it is the first; those that follow are made as far ahead as calendars look, with its people. Throws `not_found`, `forbidden`,
 * `invalid` and `refused`: `activity.series_of_meeting`, `activity.series_needs_start`, `activity.in_series`, `activity.series_day` where its own day is none of the rule.
 */
export async function repeatMeeting(ctx: Context, id: string, input: unknown): Promise<SeriesChanged> {
  authorise(ctx, 'activity', 'create')
  authorise(ctx, 'activity', 'update')
  const { rule: said, timeZone = ctx.timeZone } = parse(SeriesSave, input)
  return write(ctx, async to => {
    const meeting = await lockRecord(to.tx, activityEntity, id)
    if (!meeting || meeting.deletedAt) throw notFound('activity')
    await checkScope(ctx, to.tx, activityEntity, meeting, 'update')
    ownerOfNew(ctx, activityEntity, meeting.ownerId)
    if (meeting.kind !== 'meeting') throw refused('activity.series_of_meeting', 'Only meetings repeat so.')
    if (!meeting.startsAt)
      throw refused('activity.series_needs_start', 'What repeats needs a time at which it begins.')
    if (meeting.seriesId) throw refused('activity.in_series', 'It repeats already.')
    const startMs = instantMs(meeting.startsAt)
    const firstDay = dayAt(startMs, timeZone)
    checkNear(firstDay)
    const rule = saidRule(said, firstDay)
    checkFirstDay(rule, firstDay)
    const nowMs = ctx.clock().getTime()
    const today = dayAt(nowMs, timeZone)
    // What lay before today was held or not, which nobody has said.
    const after = [firstDay, addDays(today, -1)].sort()[1]!
    const plan = daysAhead({ rule, firstDay }, after, today)
    const series = {
      id: uuidv7(),
      rule,
      timeZone,
      firstDay,
      clock: clockAt(startMs, timeZone).slice(11),
      madeThrough: plan.through,
      version: 1,
    }
    await to.tx`
      insert into meeting_series (id, workspace_id, rule, time_zone, first_day, clock, made_through, extend_at, updated_at)
      values (${series.id}, ${ctx.workspaceId}, ${rule}, ${timeZone}, ${firstDay}, ${series.clock}, ${plan.through},
        ${plan.over ? null : extendAt(series, plan.through)}, ${ctx.clock().toISOString()})`
    const first = await changeRecord(ctx, to, activityEntity, meeting, {
      seriesId: series.id,
      seriesAt: meeting.startsAt,
    })
    const days = plan.days.filter(day => startOn(series, day) > nowMs)
    const made = await makeOccurrences(ctx, to, { series, like: first, days })
    to.emit(activityEvents.repeated(id, { rule, meetings: made + 1 }))
    return { changed: 1, made, cancelled: 0, kept: 0 }
  })
}

/** Years that no calendar has are none to repeat in. */
export function checkNear(day: string): void {
  if (isFar(day))
    throw refused('activity.series_far', 'What repeats begins between the years 1970 and 2199.', { day })
}

/** The meeting that a series begins with is one of it. */
export function checkFirstDay(rule: string, firstDay: string): void {
  if (!daysIn({ rule, firstDay }, firstDay, firstDay).length)
    throw refused('activity.series_day', 'The day of the meeting is none of the days on which it repeats.', {
      day: firstDay,
    })
}
