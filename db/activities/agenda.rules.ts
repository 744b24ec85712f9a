import { instantMs } from '../core/field.model'
import type { Activity } from './activities.model'

const minuteMs = 60_000
/** How long something is drawn whose end nobody has said. */
const usualMinutes = 30

/** Where it stands in a calendar: at a time, or on a day. `by` is the field that a move changes. */
export type Standing =
  | { by: 'startsAt' | 'occurredAt'; startMs: number; endMs: number }
  | { by: 'dueOn'; day: string }

export type Standable = Partial<
  Pick<Activity, 'kind' | 'startsAt' | 'endsAt' | 'occurredAt' | 'durationMinutes' | 'dueOn'>
>

/** When an activity is; undefined for what has no place in a calendar, such as a note. */
export function standingOf(activity: Standable): Standing | undefined {
  const { kind, startsAt, endsAt, occurredAt, durationMinutes, dueOn } = activity
  const lasting = (durationMinutes || usualMinutes) * minuteMs
  if (startsAt) {
    const startMs = instantMs(startsAt)
    return { by: 'startsAt', startMs, endMs: endsAt ? instantMs(endsAt) : startMs + lasting }
  }
  if (kind === 'task') return dueOn ? { by: 'dueOn', day: dueOn } : undefined
  if ((kind !== 'call' && kind !== 'meeting') || !occurredAt) return undefined
  const startMs = instantMs(occurredAt)
  return { by: 'occurredAt', startMs, endMs: startMs + lasting }
}
