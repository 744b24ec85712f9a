import type { ActivityKind } from '@sextant/db/activities/activities.model'

const minuteMs = 60_000

/** What is asked of each kind, in order, when it is noted and when it is edited. */
export const keysOf: Record<ActivityKind, readonly string[]> = {
  call: [
    'name',
    'direction',
    'outcome',
    'occurredAt',
    'durationMinutes',
    'recordingUrl',
    'body',
    'transcript',
  ],
  meeting: ['name', 'startsAt', 'endsAt', 'location', 'remindAt', 'outcome', 'body'],
  email: ['name', 'direction', 'occurredAt', 'body'],
  note: ['name', 'body'],
  task: ['name', 'dueOn', 'repeats', 'remindAt', 'ownerId', 'body'],
}

/** The half hour that begins next. */
export function nextHalfHour(now: Date): { startsAt: string; endsAt: string } {
  const half = 30 * minuteMs
  const start = Math.ceil(now.getTime() / half) * half
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(start + half).toISOString() }
}
