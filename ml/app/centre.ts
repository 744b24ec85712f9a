import { type Calibrator, calibrate } from './calibrate'
import { type EncodedRows, pickRows } from './encode'
import type { Predictor } from './predictor'

/** Where explanations start, and what is taken off each feature's share for it. Plain JSON. */
export interface Centre {
  baseLogit: number
  shares: number[]
}

const enough = 5000

/**
 * Moves explanations from the reference row to the average of the training rows: the base becomes the average score (what a
 * reader takes it for), and a feature's share what it moves beyond its average share, so that a feature that tells nothing
 * is not credited with the odd place of an averaged row. With L̂ the logit whose probability is the average one and m the average
 * shares, share − m sums to logit − mean logit; the rest, mean logit − L̂ (the calibrator bends), is taken from
 * the features by their mean absolute share. So base + shares = logit stays exact.
 */
export function centreOf(predictor: Predictor, rows: EncodedRows, calibrator: Calibrator): Centre {
  const stride = Math.max(1, Math.floor(rows.count / enough))
  const some = Int32Array.from({ length: Math.floor(rows.count / stride) }, (_, i) => i * stride)
  const { logits, shares } = predictor.explain(pickRows(rows, some))
  const width = shares.length / Math.max(1, logits.length)
  const mean = new Array<number>(width).fill(0)
  const size = new Array<number>(width).fill(0)
  shares.forEach((share, i) => {
    mean[i % width]! += share / logits.length
  })
  shares.forEach((share, i) => {
    size[i % width]! += Math.abs(share - mean[i % width]!) / logits.length
  })
  const baseLogit = logitOfAverage(logits, calibrator)
  const total = size.reduce((sum, part) => sum + part, 0)
  const meanLogit = mean.reduce((sum, part) => sum + part, predictor.baseLogit)
  const rest = baseLogit - meanLogit
  if (total === 0) return { baseLogit: predictor.baseLogit, shares: mean.fill(0) }
  return { baseLogit, shares: mean.map((part, f) => part + (rest * size[f]!) / total) }
}

function logitOfAverage(logits: Float64Array, calibrator: Calibrator): number {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  let sum = 0
  for (const logit of logits) {
    low = Math.min(low, logit)
    high = Math.max(high, logit)
    sum += calibrate(calibrator, logit)
  }
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (calibrate(calibrator, middle) <= sum / logits.length) low = middle
    else high = middle
  }
  return (low + high) / 2
}
