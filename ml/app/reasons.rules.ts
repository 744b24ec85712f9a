/** What one feature moved, in score points (0–100), unrounded. */
export interface Contribution {
  feature: string
  points: number
}

interface Reason {
  feature: string
  /** Whole points, as printed. */
  points: number
}

/** base + every reason + others.points = score, in the whole numbers printed. */
export interface Waterfall {
  base: number
  score: number
  /** Gains by size, then losses by size. */
  reasons: Reason[]
  /** "All others (n)". */
  others: { count: number; points: number }
}

export const mostReasons = 6

/**
 * Rounds a score's explanation so that it adds up as printed. Takes exact parts (base + Σ points = score, in points).
 * Method of largest remainders (Hamilton): every figure is rounded down, and the points still missing go to the
 * largest fractions. The base is rounded as anybody would round it. `score` is the printed one: reckoned anew from the parts, a score of
 * 12.5 could come out as 12 here and 13 there.
 */
export function waterfall(base: number, contributions: readonly Contribution[], score: number): Waterfall {
  const printedBase = Math.round(base)
  const bySize = [...contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const shown = bySize.slice(0, mostReasons).filter(part => Math.abs(part.points) >= 0.5)
  const rest = bySize.slice(shown.length)
  const figures = shown.map(part => part.points)
  const restPoints = rest.reduce((sum, part) => sum + part.points, 0)
  const whole = largestRemainder(rest.length ? [...figures, restPoints] : figures, score - printedBase)
  const reasons = shown.map((part, i) => ({ feature: part.feature, points: whole[i]! }))
  const printed = reasons.filter(reason => reason.points !== 0)
  const gains = printed.filter(reason => reason.points > 0).sort((a, b) => b.points - a.points)
  const losses = printed.filter(reason => reason.points < 0).sort((a, b) => a.points - b.points)
  return {
    base: printedBase,
    score,
    reasons: [...gains, ...losses],
    others: {
      count: contributions.length - printed.length,
      points: rest.length ? whole[figures.length]! : 0,
    },
  }
}

/** Whole numbers that sum to `total`, each within one of its figure as long as the figures sum to within their count of it. */
export function largestRemainder(figures: readonly number[], total: number): number[] {
  const whole = figures.map(Math.floor)
  if (whole.length === 0) return whole
  let missing = total - whole.reduce((sum, figure) => sum + figure, 0)
  const order = figures.map((figure, i) => ({ i, fraction: figure - Math.floor(figure) }))
  order.sort((a, b) => b.fraction - a.fraction || a.i - b.i)
  for (let turn = 0; missing > 0; turn++, missing--) whole[order[turn % order.length]!.i]! += 1
  for (let turn = 0; missing < 0; turn++, missing++) {
    whole[order[order.length - 1 - (turn % order.length)]!.i]! -= 1
  }
  return whole
}
