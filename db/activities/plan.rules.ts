import { databaseInstant, instantMs } from '../core/field.model'
import { type Change, type Refusal, refusal } from '../records/change.model'
import type { Activity } from './activities.model'

const minuteMs = 60_000
/** What lasts longer is no appointment; so much before a day, what reaches into it may have begun. */
export const longestDays = 31
const longestMs = longestDays * 86_400_000
const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

/** What takes place at a time with others: once that time has come, it has happened. */
export const isAppointment = (kind: unknown): kind is 'call' | 'meeting' =>
  kind === 'call' || kind === 'meeting'

type Planned = Pick<Activity, 'kind' | 'startsAt' | 'occurredAt' | 'deletedAt'>

/** When it begins, while that is still to come or has not been noted yet. */
export const waitsFor = (activity: Planned | null): string | null =>
  activity && isAppointment(activity.kind) && !activity.deletedAt && !activity.occurredAt
    ? (activity.startsAt ?? null)
    : null

/**
 * Start, end and length of what is planned follow from each other: the end from start and length, the length from start and end. What is moved keeps its length, and
 * what has no start any more has no end.
 */
export function plan({ before, values }: Change<Activity>): Refusal | undefined {
  const { startsAt, endsAt, durationMinutes } = values
  if (startsAt === undefined && endsAt === undefined && durationMinutes === undefined) return
  if (startsAt === null && !endsAt) {
    values.endsAt = null
    return
  }
  const start = startsAt ?? before?.startsAt ?? (endsAt ? (values.occurredAt ?? before?.occurredAt) : null)
  if (!start)
    return endsAt ? refusal('activity.end_needs_start', 'An end needs a start.', {}, 'endsAt') : undefined
  const startMs = instantMs(start)
  const endMs = endOf(startMs, { before, values })
  if (endMs === undefined) return
  if (endMs < startMs)
    return refusal('activity.ends_before_start', 'The end is not before the start.', {}, 'endsAt')
  if (endMs - startMs > longestMs || endMs > lastMs)
    return refusal('activity.too_long', `At most ${longestDays} days.`, { days: longestDays }, 'endsAt')
  values.startsAt = start
  values.endsAt = databaseInstant(new Date(endMs).toISOString())
  values.durationMinutes = Math.round((endMs - startMs) / minuteMs)
}

/** In milliseconds; undefined where the end is open. */
function endOf(startMs: number, { before, values }: Pick<Change<Activity>, 'before' | 'values'>) {
  if (values.endsAt) return instantMs(values.endsAt)
  if (typeof values.durationMinutes === 'number')
    return startMs + Math.min(values.durationMinutes * minuteMs, longestMs + 1)
  if (values.endsAt === null || !before?.endsAt) return undefined
  return before.startsAt
    ? startMs + instantMs(before.endsAt) - instantMs(before.startsAt)
    : instantMs(before.endsAt)
}
