import { type Auc, aucDifference, aucOf } from './auc'

/** A tenth of the rows, by predicted probability. */
interface ReliabilityBin {
  rows: number
  predicted: number
  observed: number
  /** Wilson 95 % interval of the observed rate. */
  low: number
  high: number
}

export interface Evaluation extends Auc {
  rows: number
  baseRate: number
  brier: number
  logLoss: number
  /** Expected calibration error over tenths of equal size: mean |observed − predicted| (Naeini et al., AAAI 2015). */
  ece: number
  /** Lowest predictions first. */
  reliability: ReliabilityBin[]
  /** Observed rate of each tenth over the base rate, best tenth first. */
  lift: number[]
}

/** Probabilities against what happened. Labels are 0 or 1. */
export function evaluate(probabilities: ArrayLike<number>, labels: ArrayLike<number>): Evaluation {
  const rows = labels.length
  const reliability = reliabilityBins(probabilities, labels)
  const baseRate = meanOf(labels)
  return {
    rows,
    baseRate,
    ...aucOf(probabilities, labels),
    brier: brier(probabilities, labels),
    logLoss: logLoss(probabilities, labels),
    ece: reliability.reduce(
      (sum, bin) => sum + (bin.rows / rows) * Math.abs(bin.observed - bin.predicted),
      0,
    ),
    reliability,
    lift: reliability.map(bin => (baseRate ? bin.observed / baseRate : 0)).reverse(),
  }
}

/** The same rows judged by two models: positive figures are in favour of `a`. */
export interface Comparison {
  auc: number
  aucError: number
  brier: number
  logLoss: number
  /** The AUC differs beyond two standard errors. */
  clear: boolean
}

/** Two models' probabilities for the same rows, a 0 or 1 of each as its label: by how much `a` is better, with the AUC's standard error by DeLong (`auc.ts`). */
export function compare(a: ArrayLike<number>, b: ArrayLike<number>, labels: ArrayLike<number>): Comparison {
  const { difference, error } = aucDifference(a, b, labels)
  return {
    auc: difference,
    aucError: error,
    brier: brier(b, labels) - brier(a, labels),
    logLoss: logLoss(b, labels) - logLoss(a, labels),
    clear: Math.abs(difference) > 2 * error,
  }
}

/** Whether the ranking is told apart from chance: the 95 % interval of the AUC lies above one half. */
export const hasSignal = ({ auc, error }: Auc): boolean => auc - 1.96 * error > 0.5

/** Mean of −ln of the probability given to what came to pass, each held at least 1e-9 from 0 and 1; 0 of no rows. */
export function logLoss(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < labels.length; i++) {
    const p = Math.min(Math.max(probabilities[i]!, 1e-9), 1 - 1e-9)
    sum -= labels[i] === 1 ? Math.log(p) : Math.log1p(-p)
  }
  return sum / Math.max(1, labels.length)
}

/** Mean squared distance of the probability from what came to pass (Brier 1950); 0 of no rows. */
function brier(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < labels.length; i++) sum += (probabilities[i]! - labels[i]!) ** 2
  return sum / Math.max(1, labels.length)
}

/** Wilson (1927) score interval at 95 %. Of nothing: everything is possible. */
export function wilson(positives: number, rows: number): { low: number; high: number } {
  if (rows === 0) return { low: 0, high: 1 }
  const z = 1.96
  const rate = positives / rows
  const middle = (rate + z ** 2 / (2 * rows)) / (1 + z ** 2 / rows)
  const half = (z / (1 + z ** 2 / rows)) * Math.sqrt((rate * (1 - rate)) / rows + z ** 2 / (4 * rows ** 2))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

function reliabilityBins(probabilities: ArrayLike<number>, labels: ArrayLike<number>): ReliabilityBin[] {
  const rows = labels.length
  const order = Array.from({ length: rows }, (_, i) => i).sort(
    (a, b) => probabilities[a]! - probabilities[b]!,
  )
  const bins: ReliabilityBin[] = []
  for (let tenth = 0; tenth < 10; tenth++) {
    const part = order.slice(Math.round((rows * tenth) / 10), Math.round((rows * (tenth + 1)) / 10))
    if (part.length === 0) continue
    const positives = part.reduce((sum, i) => sum + labels[i]!, 0)
    bins.push({
      rows: part.length,
      predicted: part.reduce((sum, i) => sum + probabilities[i]!, 0) / part.length,
      observed: positives / part.length,
      ...wilson(positives, part.length),
    })
  }
  return bins
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / Math.max(1, values.length)
}
