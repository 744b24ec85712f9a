import type { Ending, OutcomeModel } from './outcome-model'

const dayMs = 86_400_000

/**
 * Whether a record came to a good end within the horizon, in days since it was entered: 1; lost, or won later, or without an end when the time is over: 0;
 * null while neither is known.
 */
export const wonWithin =
  (horizonDays: number, { won, lost }: Pick<OutcomeModel, 'won' | 'lost'>): OutcomeModel['labelOf'] =>
  ({ status, createdMs, closedMs }: Ending, nowMs: number) => {
    if (status === lost) return 0
    if (status === won) return closedMs === null || closedMs - createdMs <= horizonDays * dayMs ? 1 : 0
    return nowMs - createdMs > horizonDays * dayMs ? 0 : null
  }
