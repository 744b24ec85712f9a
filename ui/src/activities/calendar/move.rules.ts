import type { Standable, Standing } from '@sextant/db/activities/agenda.rules'
import { dayAt } from '@sextant/db/core/time-zone.rules'
import { addDays } from '@sextant/db/filter/time.rules'
import { dayMinutes, minuteAt, momentAt } from './pieces.rules'

const minuteMs = 60_000
/** To so many minutes a hand is exact, by mouse and by keys. */
export const stepMinutes = 15

export const snapped = (minute: number): number =>
  Math.min(dayMinutes, Math.max(0, Math.round(minute / stepMinutes) * stepMinutes))

/** It on another day, and from another minute of it; without one at the time by the clock that it has. */
export function movedTo(standing: Standing, day: string, minute: number | undefined, zone: string): Standing {
  if (standing.by === 'dueOn') return { ...standing, day }
  const at = minute ?? minuteAt(standing.startMs, zone)
  const startMs = momentAt(day, Math.min(at, dayMinutes - stepMinutes), zone)
  return { ...standing, startMs, endMs: startMs + standing.endMs - standing.startMs }
}

/** It by so many days and steps of the clock further. */
export function shifted(standing: Standing, by: { days?: number; steps?: number }, zone: string): Standing {
  if (standing.by === 'dueOn') return { ...standing, day: addDays(standing.day, by.days ?? 0) }
  const day = addDays(dayAt(standing.startMs, zone), by.days ?? 0)
  const minute = minuteAt(standing.startMs, zone)
  if (!by.steps) return movedTo(standing, day, minute, zone)
  const next = minute + by.steps * stepMinutes
  const crossed = next < 0 ? -1 : next >= dayMinutes ? 1 : 0
  return movedTo(standing, addDays(day, crossed), next - crossed * dayMinutes, zone)
}

/** It until another moment, one step after its start at the earliest. */
export function endedAt(standing: Standing, endMs: number): Standing {
  if (standing.by === 'dueOn') return standing
  return { ...standing, endMs: Math.max(endMs, standing.startMs + stepMinutes * minuteMs) }
}

type Values = Record<string, string | number | null>

/** What is to be written so that it stands there; nothing where it does already. What is moved into the future is planned, and has not happened. */
export function valuesOf(from: Standing, to: Standing, nowMs: number): Values {
  if (from.by === 'dueOn' || to.by === 'dueOn')
    return from.by === 'dueOn' && to.by === 'dueOn' && from.day !== to.day ? { dueOn: to.day } : {}
  const iso = (ms: number) => new Date(ms).toISOString()
  const moved = from.startMs !== to.startMs
  const length = to.endMs - to.startMs
  const stretched = length !== from.endMs - from.startMs
  if (from.by === 'startsAt' || to.startMs > nowMs)
    return {
      ...((moved || from.by !== 'startsAt') && (moved || stretched) && { startsAt: iso(to.startMs) }),
      ...(stretched && { endsAt: iso(to.endMs) }),
    }
  return {
    ...(moved && { occurredAt: iso(to.startMs) }),
    ...(stretched && { durationMinutes: Math.round(length / minuteMs) }),
  }
}

/** What puts it back as it was. */
export function valuesBack(before: Standable, written: Values): Values {
  const was = (key: keyof Standable) => (before[key] ?? null) as string | number | null
  if ('dueOn' in written) return { dueOn: was('dueOn') }
  if ('startsAt' in written || 'endsAt' in written)
    return {
      startsAt: was('startsAt'),
      endsAt: was('endsAt'),
      occurredAt: was('occurredAt'),
      ...(before.endsAt ? {} : { durationMinutes: was('durationMinutes') }),
    }
  return Object.fromEntries(Object.keys(written).map(key => [key, was(key as keyof Standable)]))
}
