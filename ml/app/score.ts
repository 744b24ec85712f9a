import type { VersionState } from '@sextant/db/models/gate.model'
import type { TrainedModel } from './artifact.model'
import { netsPredictor } from './attribute'
import { intervalsOf } from './bands'
import { blended } from './blend'
import { calibrate } from './calibrate'
import { type OpenEncoder, openEncoder } from './encode'
import { compileNets } from './forward'
import { isTooLittle, knownShare, unknownOf } from './known.rules'
import { linearPredictor } from './logistic'
import { openNet } from './net'
import type { Predictor } from './predictor'
import { type Contribution, type Waterfall, waterfall } from './reasons.rules'
import type { FeatureValue, ScoringRow } from './spec.model'

interface Score {
  id: string
  /** Calibrated, 0–1. */
  probability: number
  /** Whole points, 0–100: the probability as a percentage. */
  score: number
  state: VersionState
}

interface ExplainedReason {
  feature: string
  label: string
  points: number
  /** The record's own value of the feature. */
  value: FeatureValue
}

export interface Explanation extends Score, Omit<Waterfall, 'reasons'> {
  reasons: ExplainedReason[]
  /** Every feature's share in points, unrounded: baseProbability · 100 + Σ = probability · 100. */
  contributions: Contribution[]
  baseProbability: number
  /** Holds the probability: see `bands.ts`. Null without a holdout. */
  interval: { low: number; high: number } | null
  /** What counts and is not known, the most first, where that is too much for a score to say anything of this record; else null. */
  unknown: { key: string; label: string }[] | null
}

export interface LoadedModel {
  artifact: TrainedModel
  score(row: ScoringRow): Score
  scoreMany(rows: readonly ScoringRow[]): Score[]
  explain(row: ScoringRow): Explanation
  explainMany(rows: readonly ScoringRow[]): Explanation[]
}

/** Prepares a trained model for scoring, without TensorFlow. Throws when its tensors do not fit its encoder. */
export function loadModel(artifact: TrainedModel): LoadedModel {
  const open = openEncoder(artifact.encoder)
  const predictor = predictorOf(artifact, open)
  const keys = artifact.encoder.features.map(feature => feature.key)
  const labels = new Map(artifact.encoder.features.map(feature => [feature.key, feature.label]))
  const flat = predictor === null
  const probabilityOf = (logit: number) => (flat ? artifact.prior : calibrate(artifact.calibrator, logit))
  const { baseLogit, shares: centre } = artifact.centre
  const baseProbability = probabilityOf(baseLogit)
  const intervalOf = intervalsOf(artifact.bands)
  const weights = new Map(artifact.importance.map(({ key, share }) => [key, share]))
  const telling = artifact.spec.features.filter(({ key }) => weights.has(key))
  const unknownIn = ({ values }: ScoringRow) => {
    const { leastKnown } = artifact
    if (leastKnown === null || !isTooLittle(knownShare(telling, weights, values), leastKnown)) return null
    return unknownOf(telling, weights, values)
  }

  const scoreMany = (rows: readonly ScoringRow[]): Score[] => {
    const logits = predictor?.logits(open.encode(rows))
    return rows.map((row, r) => scored(row, probabilityOf(logits?.[r] ?? 0)))
  }
  const explainMany = (rows: readonly ScoringRow[]): Explanation[] => {
    const explained = predictor?.explain(open.encode(rows))
    return rows.map((row, r) => {
      const logit = explained?.logits[r] ?? 0
      const probability = probabilityOf(logit)
      const rate = pointsPerLogit(logit, probability)
      const contributions = keys.map((feature, f) => ({
        feature,
        points: rate * (explained!.shares[r * keys.length + f]! - centre[f]!),
      }))
      const told = scored(row, probability)
      const { base, reasons, others } = waterfall(100 * baseProbability, contributions, told.score)
      return {
        ...told,
        base,
        reasons: reasons.map(reason => ({
          ...reason,
          label: labels.get(reason.feature)!,
          value: row.values[reason.feature] ?? null,
        })),
        others,
        contributions,
        baseProbability,
        interval: intervalOf(probability),
        unknown: unknownIn(row),
      }
    })
  }
  const scored = (row: ScoringRow, probability: number): Score => ({
    id: row.id,
    probability,
    score: Math.round(100 * probability),
    state: artifact.state,
  })

  /**
   * From logits to points. Along the line on which every share grows in step, the calibrator moves the probability from
   * the base's to the row's; integrating it gives each share the same rate, Δprobability / Δlogit (integrated
   * gradients through the link). So points sum to the score as the shares sum to the logit.
   */
  function pointsPerLogit(logit: number, probability: number): number {
    const change = logit - baseLogit
    return Math.abs(change) < 1e-9 ? 0 : (100 * (probability - baseProbability)) / change
  }

  return {
    artifact,
    score: row => scoreMany([row])[0]!,
    scoreMany,
    explain: row => explainMany([row])[0]!,
    explainMany,
  }
}

function predictorOf({ predictor }: TrainedModel, open: OpenEncoder): Predictor | null {
  if (predictor.kind === 'prior') return null
  if (predictor.kind === 'logistic') return linearPredictor(open, predictor.model)
  const nets = netsPredictor(compileNets(open, predictor.nets.map(openNet)))
  const { linear } = predictor
  return linear ? blended(nets, linearPredictor(open, linear.model), linear.share) : nets
}
