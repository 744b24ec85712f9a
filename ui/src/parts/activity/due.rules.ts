export type Due = 'overdue' | 'today' | 'later'

/** When a task is due, seen from the reader's day. Without a day it is for later. */
export function dueState(dueOn: string | undefined, today: string): Due {
  if (!dueOn) return 'later'
  return dueOn < today ? 'overdue' : dueOn === today ? 'today' : 'later'
}
