import type { WorkingTimes } from '../calendars/working-time.rules'

/** What is known of somebody whom a rule names, at the moment at which it is asked. */
export interface Taker {
  name: string
  left: boolean
  /** By an absence of theirs. */
  away: boolean
}

/** Whether somebody takes leads: the one place that is asked, whatever way a rule has. */
export const mayTake = (taker: Taker | undefined): boolean =>
  taker !== undefined && !taker.left && !taker.away

/** Who is at work at one moment, and when those who are not will be. Answers are kept: a batch asks of the same people for each of its leads. */
export interface HoursAt {
  isAtWork(memberId: string): boolean
  /** In ms; undefined: never. */
  nextAtWork(memberId: string): number | undefined
}

/** The hours of people at a moment in ms; whoever is not among them is never at work. */
export function hoursAt(times: ReadonlyMap<string, WorkingTimes>, at: number): HoursAt {
  const open = new Map<string, boolean>()
  const next = new Map<string, number | undefined>()
  return {
    isAtWork(id) {
      if (!open.has(id)) open.set(id, times.get(id)?.isOpen(at) ?? false)
      return open.get(id) === true
    },
    nextAtWork(id) {
      if (!next.has(id)) next.set(id, times.get(id)?.nextOpen(at))
      return next.get(id)
    },
  }
}
