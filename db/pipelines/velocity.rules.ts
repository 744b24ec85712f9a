/** What the formula of sales velocity takes; null where there is nothing to tell it from. */
export interface VelocityFigures {
  open: number
  averageMinor: number | null
  winRate: number | null
  cycleDays: number | null
}

/** The share of closed deals that were won, between 0 and 1. */
export const winRateOf = (won: number, lost: number): number | null =>
  won + lost ? won / (won + lost) : null

/**
 * Open deals × average amount × win rate ÷ length of the cycle: what the pipeline brings a day, in minor units, rounded. The formula is that of sales
 * velocity as the field uses it (number of opportunities × average deal value × win rate ÷ sales cycle length).
 */
export function velocityOf({ open, averageMinor, winRate, cycleDays }: VelocityFigures): number | null {
  if (averageMinor === null || winRate === null || cycleDays === null) return null
  return Math.round((open * averageMinor * winRate) / cycleDays)
}
