import type { Band } from './artifact.model'
import { wilson } from './evaluate'

const leastRows = 50
const mostBands = 40

/** Held-out rows in neighbouring groups of at least 50, fewer only where there are no more. Labels are 0 or 1. */
export function bandsOf(probabilities: ArrayLike<number>, labels: ArrayLike<number>): Band[] {
  const rows = labels.length
  const order = Array.from({ length: rows }, (_, i) => i).sort(
    (a, b) => probabilities[a]! - probabilities[b]!,
  )
  const groups = Math.max(1, Math.min(mostBands, Math.floor(rows / leastRows)))
  const bands: Band[] = []
  for (let group = 0; group < groups; group++) {
    const part = order.slice(Math.round((rows * group) / groups), Math.round((rows * (group + 1)) / groups))
    if (part.length === 0) continue
    const positives = part.reduce((sum, i) => sum + labels[i]!, 0)
    const predicted = part.reduce((sum, i) => sum + probabilities[i]!, 0) / part.length
    bands.push({ predicted, ...wilson(positives, part.length) })
  }
  return bands
}

/**
 * What came to pass of held-out rows scored about as high, at 95 %; null without any. It is as it was observed, moved in log-odds by as much as this
 * score is from the group's mean, for the highest group is a wide one: a score that lies outside of it did not keep its promise there.
 */
export function bandOf(bands: readonly Band[], probability: number): { low: number; high: number } | null {
  const [first, ...others] = bands
  if (!first) return null
  const distance = (band: Band) => Math.abs(band.predicted - probability)
  const near = others.reduce((best, band) => (distance(band) < distance(best) ? band : best), first)
  const apart = logOdds(probability) - logOdds(near.predicted)
  const moved = (bound: number) => 1 / (1 + Math.exp(-(logOdds(bound) + apart)))
  return { low: moved(near.low), high: moved(near.high) }
}

const nearest = 1e-9
/** Of a probability that is not quite 0 nor 1. */
function logOdds(probability: number): number {
  const within = Math.min(1 - nearest, Math.max(nearest, probability))
  return Math.log(within / (1 - within))
}
