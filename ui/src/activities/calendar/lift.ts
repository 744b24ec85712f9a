import type { Standing } from '@sextant/db/activities/agenda.rules'
import { createSignal } from 'solid-js'

export interface Lift {
  id: string
  from: Standing
  /** Where it would stand. */
  now: Standing
  by: 'pointer' | 'keys'
}

/** What is in hand in the calendar. */
export function createLift() {
  const [lift, setLift] = createSignal<Lift>()
  return {
    lift,
    take: (id: string, from: Standing, by: Lift['by']) => setLift({ id, from, now: from, by }),
    /** It stays where it would stand. */
    hold: (held: Lift) => setLift(held),
    /** Where it would stand, from where it stood or from where it is now. */
    place: (of: (lift: Lift) => Standing) => setLift(held => held && { ...held, now: of(held) }),
    letGo: () => setLift(undefined),
  }
}
