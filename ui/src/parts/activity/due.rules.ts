export type Due = 'overdue' | 'today' | 'later'

/** The reader's own day, as `2026-11-18`. */
export const dayOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(part => String(part).padStart(2, '0')).join('-')

/** When a task is due, seen from the reader's day. Without a day it is for later. */
export function dueState(dueOn: string | undefined, now: Date): Due {
  if (!dueOn) return 'later'
  const today = dayOf(now)
  return dueOn < today ? 'overdue' : dueOn === today ? 'today' : 'later'
}
