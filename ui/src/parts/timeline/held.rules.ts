/** What a timeline shows: which record's, from which event on, and how many newer ones wait. */
export interface Held {
  id: string
  /** The newest event that is shown. */
  first?: string
  waiting: number
}

/**
 * New events slide in while the top is in view; to who reads further down they would push away what is read, so they wait until they are
 * asked for. `events` are the ids, newest first.
 */
export function heldNow(
  before: Held,
  now: { id: string; events: readonly string[]; reading: boolean },
): Held {
  const { id, events, reading } = now
  const known = before.id === id && before.first !== undefined ? events.indexOf(before.first) : -1
  if (reading && known > 0) return { id, first: before.first, waiting: known }
  return { id, first: events[0], waiting: 0 }
}
