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
