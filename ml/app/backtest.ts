import type { Backtest, Evaluation } from '@sextant/db/models/card.model'
import { type Calibrator, calibrate } from './calibrate'
import { compare, evaluate } from './evaluate'
import type { Predictor } from './predictor'

/** Judges a model on rows it has not seen, beside the logistic baseline and the base rate. */
export function backtest(
  about: Pick<Backtest, 'split' | 'nets' | 'rows'>,
  holdout: { rows: Parameters<Predictor['logits']>[0]; labels: Uint8Array },
  model: { predictor: Predictor; calibrator: Calibrator },
  logistic: Predictor,
  trainingRate: number,
): Backtest {
  const { labels } = holdout
  const ours = model.predictor.logits(holdout.rows).map(logit => calibrate(model.calibrator, logit))
  const theirs = logistic.logits(holdout.rows).map(logit => 1 / (1 + Math.exp(-logit)))
  const flat = new Float64Array(labels.length).fill(trainingRate)
  const { auc, aucError, ...difference } = compare(ours, theirs, labels)
  return {
    ...about,
    model: record(evaluate(ours, labels)),
    logistic: record(evaluate(theirs, labels)),
    baseRate: record(evaluate(flat, labels)),
    againstLogistic: { ...difference, auc: orNull(auc), aucError: orNull(aucError) },
  }
}

const record = (evaluation: ReturnType<typeof evaluate>): Evaluation => ({
  ...evaluation,
  auc: orNull(evaluation.auc),
  error: orNull(evaluation.error),
})

const orNull = (value: number) => (Number.isFinite(value) ? value : null)
