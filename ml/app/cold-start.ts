import { aucOf } from './auc'
import { type EncodedRows, type OpenEncoder, pickRows } from './encode'
import { hasSignal, logLoss } from './evaluate'
import { fitLogistic, type LinearModel, linearPredictor } from './logistic'
import { hash32 } from './random'
import type { ModelSpec } from './spec.model'

const leastToLearn = 20
const folds = 5
/** Strong: a weight costs as much as half of its square, in nats, over twenty rows. */
const shrinkage = (rows: number) => 20 / Math.max(20, rows)

/** The base rate after `rows` outcomes, with the spec's prior: (positives + rate · weight) / (rows + weight). */
export const priorRate = (spec: ModelSpec, positives: number, rows: number): number =>
  (positives + spec.prior.rate * spec.prior.rows) / (rows + spec.prior.rows)

/**
 * With too few outcomes for a network: a shrunken logistic where, on rows left out, it both ranks better than chance and
 * predicts better than the rate alone; else null, and the prior stands.
 */
export function coldStart(
  spec: ModelSpec,
  open: OpenEncoder,
  rows: EncodedRows,
  labels: Uint8Array,
  ids: readonly string[],
): LinearModel | null {
  const positives = labels.reduce((sum, label) => sum + label, 0)
  if (Math.min(positives, labels.length - positives) < leastToLearn) return null
  if (open.encoder.features.length === 0) return null
  const predicted = new Float64Array(labels.length)
  const flat = new Float64Array(labels.length)
  const fold = ids.map(id => hash32(id, 17) % folds)
  for (let left = 0; left < folds; left++) {
    const train = Int32Array.from(ids.keys()).filter(i => fold[i] !== left)
    const test = Int32Array.from(ids.keys()).filter(i => fold[i] === left)
    const trainLabels = Uint8Array.from(train, i => labels[i]!)
    const model = fitLogistic(open, pickRows(rows, train), trainLabels, shrinkage(train.length))
    const logits = linearPredictor(open, model).logits(pickRows(rows, test))
    const rate = priorRate(
      spec,
      trainLabels.reduce((sum, label) => sum + label, 0),
      train.length,
    )
    test.forEach((row, i) => {
      predicted[row] = 1 / (1 + Math.exp(-logits[i]!))
      flat[row] = rate
    })
  }
  const better = logLoss(predicted, labels) < logLoss(flat, labels)
  if (!better || !hasSignal(aucOf(predicted, labels))) return null
  return fitLogistic(open, rows, labels, shrinkage(labels.length))
}
