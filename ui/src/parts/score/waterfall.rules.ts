export interface Reason {
  label: string
  /** Points of the score, signed. */
  points: number
  href?: string
}
export interface Step {
  kind: 'base' | 'plus' | 'minus' | 'sum'
  label: string
  points: number
  /** Ends of the bar in points, from ≤ to: as far apart as `points` says. Gains may reach above 100 before losses come, and losses below 0. */
  from: number
  to: number
  href?: string
}

/**
 * Rounds figures so that they add up to `total` as printed: each is rounded down and the units that are missing go to
 * the largest remainders (Hare–Niemeyer). `total` is a whole number; parts may be negative.
 */
export function roundedToSum(parts: readonly number[], total: number): number[] {
  const floors = parts.map(Math.floor)
  const missing = total - floors.reduce((sum, part) => sum + part, 0)
  const order = parts
    .map((part, index) => ({ index, remainder: part - Math.floor(part) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  const rounded = [...floors]
  // Parts that do not sum to the total by themselves may be off by more than one each.
  for (let step = 0; step < Math.abs(missing) && order.length; step++) {
    const pick = order[missing > 0 ? step % order.length : order.length - 1 - (step % order.length)]
    if (pick) rounded[pick.index] = (rounded[pick.index] ?? 0) + Math.sign(missing)
  }
  return rounded
}

/**
 * Steps of the waterfall in order: base, gains by size, losses by size, all others. At most `most` reasons are shown.
 * Printed figures add up: base + reasons + others = score.
 */
export function waterfall(
  base: number,
  reasons: readonly Reason[],
  score: number,
  words: { base: string; others: (n: number) => string },
  most = 6,
): Step[] {
  const bySize = [...reasons].sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const shown = bySize.slice(0, most)
  const rest = bySize.slice(most)
  const gains = shown.filter(reason => reason.points >= 0)
  const losses = shown.filter(reason => reason.points < 0)
  const listed = [...gains, ...losses]
  const total = Math.round(score)
  const others = score - base - listed.reduce((sum, reason) => sum + reason.points, 0)
  const withOthers = rest.length > 0 || Math.abs(others) >= 0.5
  const parts = [base, ...listed.map(reason => reason.points), ...(withOthers ? [others] : [])]
  const figures = roundedToSum(parts, total)
  let sum = 0
  return parts.map((_, index) => {
    const points = figures[index] ?? 0
    const start = sum
    sum += points
    const reason = listed[index - 1]
    const label = index === 0 ? words.base : (reason?.label ?? words.others(rest.length))
    const kind = index === 0 ? 'base' : points < 0 ? 'minus' : 'plus'
    return { kind, label, points, from: Math.min(start, sum), to: Math.max(start, sum), href: reason?.href }
  })
}

/** The points that the axis of all bars spans: 0 to 100, and beyond where a bar reaches. */
export interface Axis {
  low: number
  high: number
}

export const axisOf = (steps: readonly Step[]): Axis => ({
  low: Math.min(0, ...steps.map(step => step.from)),
  high: Math.max(100, ...steps.map(step => step.to)),
})

/** Where a bar begins and how long it is, in percent of the track: to scale, so that lengths are to each other as the numbers are. */
export function barOf(
  { from, to }: Pick<Step, 'from' | 'to'>,
  { low, high }: Axis,
): { start: number; length: number } {
  const percent = 100 / (high - low)
  return { start: (from - low) * percent, length: (to - from) * percent }
}

/** “34 + 59 − 6”: base, all gains, all losses, as printed. */
export function formula(steps: readonly Step[], write: (value: number) => string): string {
  const sum = (kind: Step['kind']) =>
    steps.filter(step => step.kind === kind).reduce((total, step) => total + step.points, 0)
  const gains = sum('plus')
  const losses = -sum('minus')
  return [
    write(sum('base')),
    gains ? ` + ${write(gains)}` : '',
    losses ? ` \u2212 ${write(losses)}` : '',
  ].join('')
}
