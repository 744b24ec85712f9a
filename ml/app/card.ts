import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import type { AgainstChampion, Backtest, EvaluationRecord, TrainedModel } from './artifact.model'
import { hasSignal } from './evaluate'

/** What a model's user should know before trusting it. `markdown` says the same. */
export interface ModelCard {
  name: string
  predicts: string
  state: TrainedModel['state']
  stateReason: Remark
  data: {
    rows: number
    positives: number
    baseRate: number
    from: number | null
    to: number | null
    splitReason: Remark | null
  }
  features: { key: string; label: string }[]
  dropped: TrainedModel['featuresDropped']
  /** As of when rows were held out, epoch ms; null where they were not parted by time. */
  heldOutFrom: number | null
  /** The split that made the model first. */
  results: Backtest[]
  againstChampion: TrainedModel['againstChampion']
  calibration: TrainedModel['calibrator']['method'] | null
  /** How much of a plain logistic regression is mixed into the nets, from 0 to 1. */
  linearShare: number
  limits: Remark[]
  backend: TrainedModel['backend']
  seed: number
  trainedAt: number
  durationMs: number
}

export function cardOf(model: TrainedModel): ModelCard {
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

/** The best of what is honestly known beforehand ranks alone with 0.74 (the contract of telco-churn), a call's length with 0.81 (bank-marketing). */
const suspectAuc = 0.78

/** What the figures themselves warn of. */
function limitsOf(model: TrainedModel): Remark[] {
  const limits: Remark[] = []
  const [main, random] = model.backtests
  if (model.state !== 'ready') limits.push(model.stateReason)
  const { strongest } = model
  if (strongest && strongest.auc - 1.96 * strongest.error > suspectAuc)
    limits.push(
      remark('limit.suspect', { feature: strongest.key, label: strongest.label, auc: strongest.auc }),
    )
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

export function cardMarkdown(card: ModelCard): string {
  const day = (at: number | null) => (at === null ? 'unknown' : new Date(at).toISOString().slice(0, 10))
  const lines = [
    `# ${card.name}`,
    '',
    `Predicts: ${card.predicts}. State: **${card.state}**. ${card.stateReason.text}`,
    '',
    '## Data',
    `${card.data.rows} rows, ${card.data.positives} positive (${percent(card.data.baseRate)}), known between ${day(card.data.from)} and ${day(card.data.to)}.`,
    ...(card.data.splitReason ? [`Parted by a hash of the id. ${card.data.splitReason.text}`] : []),
    '',
    '## Features',
    ...card.features.map(feature => `- ${feature.label} (\`${feature.key}\`)`),
    '',
    '## Left out',
    ...(card.dropped.length
      ? card.dropped.map(feature => `- ${feature.label} (\`${feature.key}\`): ${feature.reason.text}`)
      : ['Nothing.']),
    '',
    '## Results on rows it had not seen',
    ...(card.heldOutFrom === null
      ? []
      : [`Held out: all that was known from ${day(card.heldOutFrom)} on.`, '']),
    ...(card.results.length
      ? card.results.flatMap(resultTable)
      : ['None: too few outcomes to hold any back.']),
    ...(card.againstChampion ? ['## Against the champion', championLine(card.againstChampion), ''] : []),
    '## Limits',
    ...(card.limits.length ? card.limits.map(limit => `- ${limit.text}`) : ['None that the figures show.']),
    '',
    `Calibration: ${card.calibration ?? 'none'}. Share of a logistic regression: ${percent(card.linearShare)}. Backend: ${card.backend}. Seed: ${card.seed}. Trained ${new Date(card.trainedAt).toISOString()} in ${(card.durationMs / 1000).toFixed(1)} s.`,
    '',
  ]
  return lines.join('\n')
}

function resultTable(result: Backtest): string[] {
  const row = (name: string, e: EvaluationRecord) =>
    `| ${name} | ${figure(e.auc)} ± ${figure(e.error)} | ${figure(e.brier)} | ${figure(e.logLoss)} | ${figure(e.ece)} |`
  const nets = result.nets === 1 ? 'one net' : `mean of ${result.nets} nets`
  const chance = hasSignal({ auc: result.model.auc ?? 0.5, error: result.model.error ?? 1 })
  return [
    `By ${result.split === 'time' ? 'time (oldest rows train, newest test)' : 'chance (hash of the id)'}: ${result.rows.train} train, ${result.rows.validation} validate, ${result.rows.holdout} test.`,
    '',
    '| | AUC | Brier | log-loss | ECE |',
    '|---|---|---|---|---|',
    row(nets, result.model),
    row('logistic regression', result.logistic),
    row('base rate', result.baseRate),
    '',
    ...(chance ? [] : ['The ranking is not told apart from chance.', '']),
    `Best tenth: ${figure(result.model.lift[0] ?? null)} times the base rate.`,
    '',
  ]
}

function championLine(against: AgainstChampion): string {
  if (!against.compared) return `Not compared: ${against.reason.text}`
  const { rows, challenger, champion, difference } = against
  const clear = difference.clear ? 'clearly' : 'not clearly'
  return `On ${rows} rows new to both: AUC ${figure(challenger.auc)} against ${figure(champion.auc)} (${clear} different), log-loss ${figure(challenger.logLoss)} against ${figure(champion.logLoss)}.`
}

const figure = (value: number | null) => (value === null ? 'n/a' : value.toFixed(3))
const percent = (share: number) => `${(100 * share).toFixed(1)}%`
