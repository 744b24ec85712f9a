/** Area under the ROC curve and its standard error; NaN when one class is absent. */
export interface Auc {
  auc: number
  error: number
}

/** With DeLong, DeLong & Clarke-Pearson (Biometrics 1988) standard error, by midranks (Sun & Xu, IEEE SPL 2014). */
export function aucOf(scores: ArrayLike<number>, labels: ArrayLike<number>): Auc {
  const parts = components(scores, labels)
  if (!parts) return { auc: Number.NaN, error: Number.NaN }
  const { ofPositives, ofNegatives, auc } = parts
  return {
    auc,
    error: Math.sqrt(
      covariance(ofPositives, ofPositives) / ofPositives.length +
        covariance(ofNegatives, ofNegatives) / ofNegatives.length,
    ),
  }
}

/** How much better `a` ranks the same rows than `b`, with the paired DeLong error of that difference. */
export function aucDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  labels: ArrayLike<number>,
): { difference: number; error: number } {
  const one = components(a, labels)
  const two = components(b, labels)
  if (!one || !two) return { difference: Number.NaN, error: Number.NaN }
  const spread = (x: Float64Array, y: Float64Array) =>
    (covariance(x, x) + covariance(y, y) - 2 * covariance(x, y)) / x.length
  const variance = spread(one.ofPositives, two.ofPositives) + spread(one.ofNegatives, two.ofNegatives)
  return { difference: one.auc - two.auc, error: Math.sqrt(Math.max(0, variance)) }
}

/** For each positive the share of negatives below it, for each negative the share of positives above it (ties half). */
function components(scores: ArrayLike<number>, labels: ArrayLike<number>) {
  const positives: number[] = []
  const negatives: number[] = []
  for (let i = 0; i < labels.length; i++) (labels[i] === 1 ? positives : negatives).push(i)
  if (positives.length === 0 || negatives.length === 0) return null
  const all = midranks(scores, [...positives, ...negatives])
  const within = { positives: midranks(scores, positives), negatives: midranks(scores, negatives) }
  const ofPositives = Float64Array.from(
    positives,
    (_, i) => (all[i]! - within.positives[i]!) / negatives.length,
  )
  const ofNegatives = Float64Array.from(
    negatives,
    (_, i) => 1 - (all[positives.length + i]! - within.negatives[i]!) / positives.length,
  )
  return { ofPositives, ofNegatives, auc: average(ofPositives) }
}

/** Ranks from 1, equal scores sharing the middle of theirs. */
function midranks(scores: ArrayLike<number>, picked: readonly number[]): Float64Array {
  const order = picked.map((_, i) => i).sort((a, b) => scores[picked[a]!]! - scores[picked[b]!]!)
  const ranks = new Float64Array(picked.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && scores[picked[order[to]!]!] === scores[picked[order[from]!]!]) to++
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to + 1) / 2
    from = to
  }
  return ranks
}

const average = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

function covariance(a: Float64Array, b: Float64Array): number {
  if (a.length < 2) return 0
  const meanA = average(a)
  const meanB = average(b)
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - meanA) * (b[i]! - meanB)
  return sum / (a.length - 1)
}
