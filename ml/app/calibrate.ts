import { logLoss } from './evaluate'

/** Turns a model's logit into a probability. Never falls where the logit rises. Plain JSON. */
export type Calibrator =
  | { method: 'platt'; slope: number; intercept: number }
  | { method: 'isotonic'; logits: number[]; probabilities: number[] }

/** What a linear model in logit space needs: none. */
export const identity: Calibrator = { method: 'platt', slope: 1, intercept: 0 }

const folds = 5
/** No finite sample shows that a thing is certain. */
const nearlyNever = 1e-6

/**
 * Platt, or isotonic where it predicts held-out fifths of the validation rows better by more than a standard error. Isotonic fits the rows it is
 * fitted on by construction, so that only rows left out can choose; and of two hundred rows it makes steps that cost 0.01 of log-loss on the next.
 */
export function fitCalibrator(logits: ArrayLike<number>, labels: ArrayLike<number>): Calibrator {
  const gains: number[] = []
  for (let fold = 0; fold < folds; fold++) {
    const fit = pick(logits, labels, i => i % folds !== fold)
    const test = pick(logits, labels, i => i % folds === fold)
    const [platt, isotonic] = [fitPlatt, fitIsotonic].map(make =>
      lossesOf(make(fit.logits, fit.labels), test),
    )
    platt!.forEach((loss, i) => {
      gains.push(loss - isotonic![i]!)
    })
  }
  return isClearGain(gains) ? fitIsotonic(logits, labels) : fitPlatt(logits, labels)
}

/** Whether the mean is above its standard error. */
function isClearGain(gains: readonly number[]): boolean {
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0)
  return mean > Math.sqrt(squares) / gains.length
}

/** The probability that the calibrator makes of a logit, by Platt's sigmoid (1999) or between the steps of the isotonic fit. */
export function calibrate(calibrator: Calibrator, logit: number): number {
  if (calibrator.method === 'platt') {
    const probability = 1 / (1 + Math.exp(-(calibrator.slope * logit + calibrator.intercept)))
    return Math.min(Math.max(probability, nearlyNever), 1 - nearlyNever)
  }
  const { logits, probabilities } = calibrator
  const last = logits.length - 1
  if (logit <= logits[0]!) return probabilities[0]!
  if (logit >= logits[last]!) return probabilities[last]!
  let low = 0
  let high = last - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (logits[middle]! <= logit) low = middle
    else high = middle - 1
  }
  const share = (logit - logits[low]!) / (logits[low + 1]! - logits[low]!)
  return probabilities[low]! + share * (probabilities[low + 1]! - probabilities[low]!)
}

/** Platt (1999) with his smoothed targets, by damped Newton (Lin, Lin & Weng, Machine Learning 2007). The slope is kept above zero. */
export function fitPlatt(logits: ArrayLike<number>, labels: ArrayLike<number>): Calibrator {
  let positives = 0
  for (let i = 0; i < labels.length; i++) positives += labels[i]!
  const negatives = labels.length - positives
  const target = [1 / (negatives + 2), (positives + 1) / (positives + 2)]
  const lossAt = (slope: number, intercept: number) => {
    let sum = 0
    for (let i = 0; i < labels.length; i++) {
      const z = slope * logits[i]! + intercept
      sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target[labels[i]!]! * z
    }
    return sum
  }
  let slope = 1
  let intercept = 0
  let loss = lossAt(slope, intercept)
  for (let round = 0; round < 50; round++) {
    let g1 = 0
    let g0 = 0
    let h11 = 1e-9
    let h10 = 0
    let h00 = 1e-9
    for (let i = 0; i < labels.length; i++) {
      const x = logits[i]!
      const p = 1 / (1 + Math.exp(-(slope * x + intercept)))
      const miss = p - target[labels[i]!]!
      const weight = p * (1 - p)
      g1 += miss * x
      g0 += miss
      h11 += weight * x * x
      h10 += weight * x
      h00 += weight
    }
    const determinant = h11 * h00 - h10 * h10
    const stepSlope = (h00 * g1 - h10 * g0) / determinant
    const stepIntercept = (h11 * g0 - h10 * g1) / determinant
    if (!Number.isFinite(stepSlope + stepIntercept)) break
    let size = 1
    let next = lossAt(slope - stepSlope, intercept - stepIntercept)
    while (next > loss && size > 1e-6) {
      size /= 2
      next = lossAt(slope - size * stepSlope, intercept - size * stepIntercept)
    }
    if (next > loss) break
    slope -= size * stepSlope
    intercept -= size * stepIntercept
    const gain = loss - next
    loss = next
    if (gain < 1e-10) break
  }
  if (slope > 0.01) return { method: 'platt', slope, intercept }
  // A ranking that validation turns round is no ranking: all but flat, at the observed rate.
  const rate = (positives + 1) / (labels.length + 2)
  return { method: 'platt', slope: 0.01, intercept: Math.log(rate / (1 - rate)) }
}

/**
 * Pool adjacent violators (Ayer et al. 1955) over groups of neighbours, each block smoothed by two rows at the overall rate, straight
 * lines between blocks. Grouped, because single rows make steps so steep that a hair's breadth of logit would be worth
 * ten points to whoever explains a score.
 */
export function fitIsotonic(logits: ArrayLike<number>, labels: ArrayLike<number>): Calibrator {
  const rows = labels.length
  const order = Array.from({ length: rows }, (_, i) => i).sort((a, b) => logits[a]! - logits[b]!)
  const size = Math.max(leastGroup, Math.ceil(rows / mostGroups))
  let positives = 0
  const blocks: Block[] = []
  for (let from = 0; from < rows; from += size) {
    const group: Block = { logit: 0, hits: 0, rows: 0 }
    for (const i of order.slice(from, from + size)) {
      group.logit += logits[i]!
      group.hits += labels[i]!
      group.rows++
    }
    positives += group.hits
    blocks.push(group)
    while (blocks.length > 1 && !rises(blocks[blocks.length - 2]!, blocks[blocks.length - 1]!)) {
      const [lower, upper] = blocks.splice(-2, 2) as [Block, Block]
      blocks.push({
        logit: lower.logit + upper.logit,
        hits: lower.hits + upper.hits,
        rows: lower.rows + upper.rows,
      })
    }
  }
  if (rows === 0) return { method: 'isotonic', logits: [0], probabilities: [0.5] }
  const rate = (positives + 1) / (rows + 2)
  let highest = 0
  const probabilities = blocks.map(block => {
    highest = Math.max(highest, (block.hits + 2 * rate) / (block.rows + 2))
    return highest
  })
  return { method: 'isotonic', logits: blocks.map(block => block.logit / block.rows), probabilities }
}

/** Sums over a run of neighbouring rows. */
interface Block {
  logit: number
  hits: number
  rows: number
}

const leastGroup = 20
const mostGroups = 30

const rises = (lower: Block, upper: Block) =>
  upper.logit / upper.rows > lower.logit / lower.rows && lower.hits * upper.rows < upper.hits * lower.rows

interface Part {
  logits: number[]
  labels: number[]
}

function pick(logits: ArrayLike<number>, labels: ArrayLike<number>, wanted: (i: number) => boolean): Part {
  const part: Part = { logits: [], labels: [] }
  for (let i = 0; i < labels.length; i++) {
    if (!wanted(i)) continue
    part.logits.push(logits[i]!)
    part.labels.push(labels[i]!)
  }
  return part
}

const lossesOf = (calibrator: Calibrator, { logits, labels }: Part): number[] =>
  logits.map((logit, i) => logLoss([calibrate(calibrator, logit)], [labels[i]!]))
