import { offsetAt } from '../core/time-zone.rules'
import type { WorkingHours } from './calendars.model'
import { compileHours, localWork } from './compile-hours.rules'
import type { Span } from './working-time.rules'

/** Hours from a moment on, until the next ones of the line. */
export type HoursFrom = WorkingHours & { from: number }

/** Away for moments, or for days of the calendar's zone, both included. Counts from `from` to `until`: what was entered or taken back later changes no past. */
export type Away = { from: number; until: number } & (
  | { start: number; end: number }
  | { firstDay: string; lastDay: string }
)

/** The hours of somebody or of a calendar over time, in order. The first ones also hold before their moment. */
export interface TimeLine {
  hours: readonly HoursFrom[]
  away: readonly Away[]
}

/** The work of a stretch of time, in order: where each span starts and ends, and how much was done before it. */
export interface OpenBlock {
  starts: readonly number[]
  ends: readonly number[]
  before: readonly number[]
  total: number
}

const dayMs = 86_400_000

/** Works out the work between two moments. */
export function openBlock({ hours, away }: TimeLine, from: number, until: number): OpenBlock {
  const spans: Span[] = []
  hours.forEach((version, place) => {
    const start = place === 0 ? from : Math.max(from, version.from)
    const end = Math.min(until, hours[place + 1]?.from ?? until)
    if (start < end) addWork(spans, version, away, start, end)
  })
  return blockOf(spans)
}

function blockOf(spans: readonly Span[]): OpenBlock {
  let total = 0
  const before = spans.map(({ start, end }) => {
    const done = total
    total += end - start
    return done
  })
  return { starts: spans.map(({ start }) => start), ends: spans.map(({ end }) => end), before, total }
}

/** The work under one set of hours, stretch by stretch between changes of clocks. */
function addWork(
  spans: Span[],
  version: HoursFrom,
  away: readonly Away[],
  from: number,
  until: number,
): void {
  const compiled = compileHours(version)
  if (compiled.isEmpty) return
  for (const stretch of stretches(version.timeZone, from, until)) {
    const { offset } = stretch
    const closed = away.flatMap(one => closedBy(one, offset))
    for (const { start, end } of localWork(compiled, stretch.start + offset, stretch.end + offset))
      for (const span of without({ start: start - offset, end: end - offset }, closed)) addSpan(spans, span)
  }
}

function addSpan(spans: Span[], span: Span): void {
  const last = spans.at(-1)
  if (last && last.end === span.start) last.end = span.end
  else spans.push(span)
}

function closedBy(away: Away, offset: number): Span[] {
  const isMoments = 'start' in away
  const start = isMoments ? away.start : Date.parse(away.firstDay) - offset
  const end = isMoments ? away.end : Date.parse(away.lastDay) + dayMs - offset
  const span = { start: Math.max(start, away.from), end: Math.min(end, away.until) }
  return span.start < span.end ? [span] : []
}

/** What is left of a span. */
function without(span: Span, closed: readonly Span[]): Span[] {
  return closed.reduce<Span[]>(
    (left, { start, end }) =>
      left.flatMap(one =>
        end <= one.start || start >= one.end
          ? [one]
          : [
              { start: one.start, end: Math.min(one.end, start) },
              { start: Math.max(one.start, end), end: one.end },
            ].filter(part => part.start < part.end),
      ),
    [span],
  )
}

/** The time between two moments, cut where the zone changes its clocks. */
function* stretches(timeZone: string, from: number, until: number): Generator<Span & { offset: number }> {
  let start = from
  let offset = offsetAt(from, timeZone)
  for (let at = from; at < until; ) {
    const next = Math.min(at + dayMs, until)
    const then = offsetAt(next, timeZone)
    if (then === offset) {
      at = next
      continue
    }
    const change = changeBetween(timeZone, at, next, offset)
    if (change > start) yield { start, end: change, offset }
    start = change
    at = change
    offset = offsetAt(change, timeZone)
  }
  if (start < until) yield { start, end: until, offset }
}

/** The second from which on the clocks are not `offset` ahead any more. */
function changeBetween(timeZone: string, from: number, until: number, offset: number): number {
  let [low, high] = [Math.floor(from / 1000), Math.ceil(until / 1000)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle * 1000, timeZone) === offset) low = middle
    else high = middle
  }
  return high * 1000
}
