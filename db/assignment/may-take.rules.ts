/** What is known of somebody whom a rule names. */
export interface Taker {
  name: string
  left: boolean
}

/** Whether somebody takes leads at a moment (an instant as Postgres writes it): the one place that is asked, whatever way a rule has. */
export const mayTake = (taker: Taker | undefined, _at: string): boolean => taker !== undefined && !taker.left
