import type { Stay } from '@sextant/db/records/stay.model'

/** The time in one state, over all stays in it. */
export interface StateTime {
  value: string
  name: string | null
  seconds: number
  /** It is there now. */
  now: boolean
}

/** The states that a record has been in, in the order in which it first came there. */
export function timesOf(stays: readonly Stay[]): StateTime[] {
  const times = new Map<string, StateTime>()
  for (const { value, name, seconds, leftAt } of stays) {
    const before = times.get(value)
    times.set(value, {
      value,
      name,
      seconds: (before?.seconds ?? 0) + seconds,
      now: leftAt === null,
    })
  }
  return [...times.values()]
}
