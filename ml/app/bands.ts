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

/** The bounds of a probability, between 0 and 1. */
export interface Interval {
  low: number
  high: number
}

/**
 * The interval of a probability, by what came to pass of held-out rows scored about as high, at 95 %; null without any. Bounds of neighbouring
 * groups are pooled where they fall (pool adjacent violators: Ayer et al. 1955), joined by straight lines, moved in log-odds with a probability beyond the
 * first or last group's mean, as those are wide ones, and widened to the probability itself. So it
 * always holds the probability, and neither bound falls where the probability rises.
 */
export function intervalsOf(bands: readonly Band[]): (probability: number) => Interval | null {
  if (bands.length === 0) return () => null
  const at = bands.map(band => band.predicted)
  const lows = rising(bands.map(band => band.low))
  const highs = rising(bands.map(band => band.high))
  return probability => ({
    low: Math.min(probability, between(at, lows, probability)),
    high: Math.max(probability, between(at, highs, probability)),
  })
}

/** The nearest values (by squares) that never fall. */
function rising(values: readonly number[]): number[] {
  const blocks: { sum: number; count: number }[] = []
  for (const value of values) {
    let block = { sum: value, count: 1 }
    for (
      let last = blocks.at(-1);
      last && last.sum * block.count >= block.sum * last.count;
      last = blocks.at(-1)
    ) {
      blocks.pop()
      block = { sum: last.sum + block.sum, count: last.count + block.count }
    }
    blocks.push(block)
  }
  return blocks.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count))
}

/** On the line through the points, which ascend; beyond the first and the last as far from their values, in log-odds, as from their places. */
function between(at: readonly number[], values: readonly number[], x: number): number {
  const last = at.length - 1
  const next = at.findIndex(place => place >= x)
  if (next === -1) return Math.max(values[last]!, moved(values[last]!, at[last]!, x))
  if (at[next] === x) return values[next]!
  if (next === 0) return Math.min(values[0]!, moved(values[0]!, at[0]!, x))
  const share = (x - at[next - 1]!) / (at[next]! - at[next - 1]!)
  // Written so that rounding cannot leave the two ends.
  return Math.min(values[next]!, values[next - 1]! + share * (values[next]! - values[next - 1]!))
}

const moved = (value: number, from: number, to: number): number =>
  1 / (1 + Math.exp(logOdds(from) - logOdds(value) - logOdds(to)))

const nearest = 1e-9
/** Of a probability that is not quite 0 nor 1. */
function logOdds(probability: number): number {
  const within = Math.min(1 - nearest, Math.max(nearest, probability))
  return Math.log(within / (1 - within))
}
