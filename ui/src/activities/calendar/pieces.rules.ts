import type { Standing } from '@sextant/db/activities/agenda.rules'
import { clockAt, dayAt, momentOf } from '@sextant/db/core/time-zone.rules'
import { addDays } from '@sextant/db/filter/time.rules'

const dayMs = 86_400_000
export const dayMinutes = 1440
/** Whatever is shorter is drawn as long as this, so that it can be read and taken hold of. */
const leastMinutes = 30

/** What stands on whole days: what is due then, and what lasts for a day or longer. */
export const isAllDay = (standing: Standing): boolean =>
  standing.by === 'dueOn' || standing.endMs - standing.startMs >= dayMs

/** The first and the last day on which it stands. */
export function daysOfStanding(standing: Standing, zone: string): [first: string, last: string] {
  if (standing.by === 'dueOn') return [standing.day, standing.day]
  const { startMs, endMs } = standing
  return [dayAt(startMs, zone), dayAt(Math.max(startMs, endMs - 1), zone)]
}

export const standsOn = (standing: Standing, day: string, zone: string): boolean => {
  const [first, last] = daysOfStanding(standing, zone)
  return first <= day && day <= last
}

/** The minute that the clocks of the zone show, counted from midnight. */
export const minuteAt = (ms: number, zone: string): number => {
  const clock = clockAt(ms, zone)
  return Number(clock.slice(11, 13)) * 60 + Number(clock.slice(14, 16))
}

/** The moment at which the clocks show so many minutes of a day; 1440 is the next midnight. */
export function momentAt(day: string, minute: number, zone: string): number {
  const [on, at] = minute >= dayMinutes ? [addDays(day, 1), minute - dayMinutes] : [day, minute]
  const two = (n: number) => String(n).padStart(2, '0')
  return momentOf(`${on}T${two(Math.floor(at / 60))}:${two(at % 60)}`, zone) ?? Number.NaN
}

/** A part of a day, in minutes from midnight by the clock, and how it shares the breadth with others. */
export interface Piece {
  id: string
  top: number
  bottom: number
  column: number
  columns: number
}

/** The part of a span that lies in a day; undefined where none does. */
export function partOf(
  { startMs, endMs }: { startMs: number; endMs: number },
  day: string,
  zone: string,
): { top: number; bottom: number } | undefined {
  const [from, until] = [momentAt(day, 0, zone), momentAt(day, dayMinutes, zone)]
  if (startMs >= until || (endMs <= from && startMs < from)) return undefined
  const top = startMs <= from ? 0 : minuteAt(startMs, zone)
  const bottom = endMs >= until ? dayMinutes : minuteAt(endMs, zone)
  // Where the clock is put back in between, the end can show less than the start.
  return { top, bottom: Math.max(bottom, top) }
}

/** Lays out what stands in a day at its time: those that overlap stand side by side. */
export function piecesOf(
  items: readonly { id: string; standing: Standing }[],
  day: string,
  zone: string,
): Piece[] {
  const pieces = items
    .flatMap(({ id, standing }) => {
      if (standing.by === 'dueOn' || isAllDay(standing)) return []
      const part = partOf(standing, day, zone)
      if (!part) return []
      const bottom = Math.min(dayMinutes, Math.max(part.bottom, part.top + leastMinutes))
      return [{ id, top: Math.min(part.top, dayMinutes - leastMinutes), bottom, column: 0, columns: 1 }]
    })
    .sort((a, b) => a.top - b.top || b.bottom - a.bottom || (a.id < b.id ? -1 : 1))
  let together: Piece[] = []
  let end = -1
  const close = () => {
    const columns = Math.max(0, ...together.map(({ column }) => column + 1))
    for (const piece of together) piece.columns = columns
    together = []
  }
  for (const piece of pieces) {
    if (piece.top >= end) close()
    const taken = new Set(together.filter(({ bottom }) => bottom > piece.top).map(({ column }) => column))
    while (taken.has(piece.column)) piece.column += 1
    together.push(piece)
    end = together.length === 1 ? piece.bottom : Math.max(end, piece.bottom)
  }
  close()
  return pieces
}
