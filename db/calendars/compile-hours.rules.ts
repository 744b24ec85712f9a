import type { WorkingHours } from './calendars.model'
import type { Span } from './working-time.rules'

/** Hours as they are asked: spans of each day of the week, merged, and what closes a day, all in ms of the clock on the wall from its midnight. */
export interface CompiledHours {
  isEmpty: boolean
  /** By the day of the week, 0 is Monday; from the day's own midnight, up to two days long. */
  week: readonly (readonly Span[])[]
  /** By the number of the day since 1970. */
  closed: ReadonlyMap<number, readonly Span[]>
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** Minutes since midnight of a time such as `09:30`. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** How many minutes after its day's midnight a span ends. */
export const endOf = ({ end, nextDay }: { end: string; nextDay?: boolean | undefined }): number =>
  minutesOf(end) + (nextDay ? 24 * 60 : 0)

const compiled = new WeakMap<WorkingHours, CompiledHours>()

export function compileHours(hours: WorkingHours): CompiledHours {
  const known = compiled.get(hours)
  if (known) return known
  const week: Span[][] = Array.from({ length: 7 }, () => [])
  for (const span of hours.week) {
    const [start, end] = [minutesOf(span.start) * minuteMs, endOf(span) * minuteMs]
    if (start < end) week[span.weekday - 1]!.push({ start, end })
  }
  const closed = new Map<number, Span[]>()
  for (const { day, start, end } of hours.holidays) {
    const at = Math.round(Date.parse(day) / dayMs)
    const span = { start: minutesOf(start) * minuteMs, end: minutesOf(end) * minuteMs }
    closed.set(at, [...(closed.get(at) ?? []), span])
  }
  const made = { isEmpty: week.every(spans => spans.length === 0), week, closed }
  compiled.set(hours, made)
  return made
}

/** The work between two readings of a clock that is never changed, in order and merged. Readings are ms, as if the clock showed UTC. */
export function localWork({ week, closed }: CompiledHours, from: number, until: number): Span[] {
  const found: Span[] = []
  const [first, last] = [Math.floor(from / dayMs), Math.floor((until - 1) / dayMs)]
  for (let day = first; day <= last; day++) {
    const midnight = day * dayMs
    // What began the day before and goes on over midnight is this day's.
    const spans = merged([
      ...week[weekdayOf(day - 1)]!.map(({ start, end }) => ({ start: start - dayMs, end: end - dayMs })),
      ...week[weekdayOf(day)]!,
    ])
    for (const span of cut(spans, closed.get(day) ?? [])) {
      const start = Math.max(midnight + Math.max(0, span.start), from)
      const end = Math.min(midnight + Math.min(dayMs, span.end), until)
      if (start < end) found.push({ start, end })
    }
  }
  return found
}

/** 0 is Monday. 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

function merged(spans: Span[]): Span[] {
  const [first, ...rest] = spans.sort((a, b) => a.start - b.start)
  if (!first) return []
  const kept = [{ ...first }]
  for (const span of rest) {
    const last = kept.at(-1)!
    if (span.start <= last.end) last.end = Math.max(last.end, span.end)
    else kept.push({ ...span })
  }
  return kept
}

function cut(spans: readonly Span[], closed: readonly Span[]): readonly Span[] {
  return closed.reduce<readonly Span[]>(
    (left, { start, end }) =>
      left.flatMap(span =>
        [
          { start: span.start, end: Math.min(span.end, start) },
          { start: Math.max(span.start, end), end: span.end },
        ].filter(part => part.start < part.end),
      ),
    spans,
  )
}
