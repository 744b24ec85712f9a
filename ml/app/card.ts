import type { ModelCard } from '@sextant/db/models/card.model'
import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import type { TrainedModel } from './artifact.model'

/** The card of a trained model, made of nothing but the model: shares and rates between 0 and 1, times in epoch ms, durations in ms. How its rows were made is not in it. */
export function cardOf(model: TrainedModel): Omit<ModelCard, 'notes'> {
  const labels = new Map(model.spec.features.map(feature => [feature.key, feature.label]))
  return {
    name: model.spec.name,
    predicts: model.spec.horizonDays
      ? `${model.spec.label} within ${model.spec.horizonDays} days`
      : model.spec.label,
    state: model.state,
    stateReason: model.stateReason,
    data: {
      rows: model.rows,
      positives: model.positives,
      baseRate: model.baseRate,
      from: model.period?.from ?? null,
      to: model.period?.to ?? null,
      splitReason: model.splitReason,
    },
    features: model.featuresUsed.map(key => ({ key, label: labels.get(key) ?? key })),
    dropped: model.featuresDropped,
    suspects: model.suspects,
    importance: model.importance,
    thresholds: model.thresholds,
    heldOutFrom: model.heldOut?.by === 'time' ? model.heldOut.from : null,
    results: model.backtests,
    againstChampion: model.againstChampion,
    calibration: model.predictor.kind === 'nets' ? model.calibrator.method : null,
    linearShare: model.predictor.kind === 'nets' ? (model.predictor.linear?.share ?? 0) : 0,
    limits: limitsOf(model),
    backend: model.backend,
    seed: model.seed,
    trainedAt: model.trainedAt,
    durationMs: model.durationMs,
  }
}

/** What the figures themselves warn of. */
function limitsOf(model: TrainedModel): Remark[] {
  const limits: Remark[] = []
  const [main, random] = model.backtests
  if (model.state !== 'ready') limits.push(model.stateReason)
  const open = model.suspects.filter(({ likely, left }) => likely && !left).length
  if (open) limits.push(remark('limit.suspects', { n: open }))
  if (!main) return limits
  limits.push(...youngOf(model))
  if (model.splitReason) limits.push(model.splitReason)
  const [later, mixed] = [main.model.auc, random?.model.auc]
  if (later !== null && mixed != null && mixed - later > 0.05)
    limits.push(remark('limit.changes', { later, mixed }))
  const held = main.model.baseRate
  const training = main.baseRate.reliability[0]?.predicted ?? held
  if (Math.abs(held - training) > 0.05) limits.push(remark('limit.rate_moved', { held, training }))
  if (main.model.ece > 0.05) limits.push(remark('limit.miss', { by: main.model.ece }))
  if (main.model.logLoss > main.baseRate.logLoss) limits.push(remark('limit.order_only', {}))
  if (!main.againstLogistic.clear || (main.againstLogistic.auc ?? 0) < 0)
    limits.push(remark('limit.not_better', {}))
  return limits
}

/** Where all came at one moment (an import) nothing is said: how long they had their time is not known. */
function youngOf({ young, spec: { horizonDays }, period }: TrainedModel): Remark[] {
  if (!young || horizonDays === null || period?.from === period?.to) return []
  const params = { rows: young.rows, days: horizonDays }
  return [young.leftOut ? remark('limit.young_left', params) : remark('limit.young', params)]
}
