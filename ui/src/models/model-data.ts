import type { Gate, VersionState } from '@sextant/db/models/gate.model'
import type { Remark } from '@sextant/db/models/remark.model'
import type { Training } from '@sextant/db/models/training.model'
import type { ScoredKind } from '@sextant/db/scoring/score.model'

/** What `/crm/models` answers; its card is that of `ModelCard` in `ml`. Shares and rates are between 0 and 1. */

export interface Evaluation {
  rows: number
  baseRate: number
  auc: number | null
  /** Standard error of the AUC. */
  error: number | null
  brier: number
  logLoss: number
  ece: number
  reliability: readonly { rows: number; predicted: number; observed: number; low: number; high: number }[]
  /** Rate of each tenth, best first, as a multiple of the base rate. */
  lift: readonly number[]
}

export interface Result {
  split: 'time' | 'hash'
  rows: { train: number; validation: number; holdout: number }
  model: Evaluation
  logistic: Evaluation
  baseRate: Evaluation
  /** Positive: the model is better. */
  againstLogistic: { auc: number | null; aucError: number | null; clear: boolean }
}

export interface Card {
  name: string
  predicts: string
  state: VersionState
  stateReason: Remark
  data: {
    rows: number
    positives: number
    baseRate: number
    from: number | null
    to: number | null
    splitReason: Remark | null
  }
  features: readonly { key: string; label: string }[]
  dropped: readonly { key: string; label: string; reason: Remark }[]
  /** Epoch ms; null where the rows were not parted by time, and on cards of earlier versions. */
  heldOutFrom?: number | null
  results: readonly Result[]
  calibration: string | null
  /** How much of a plain logistic regression is in it, from 0 to 1. */
  linearShare?: number
  limits: readonly Remark[]
  backend: 'native' | 'wasm' | 'none'
  seed: number
  trainedAt: number
  durationMs: number
}

export interface Version {
  id: string
  version: number
  alias: 'champion' | 'candidate' | 'retired'
  state: VersionState
  gate: Gate
  createdAt: string
  rows: number
  positives: number
  baseRate: number
  split: 'time' | 'hash' | null
  holdout: { auc: number | null; brier: number; logLoss: number } | null
}

interface About {
  model: string
  subject: ScoredKind
  horizonDays: number | null
  windowDays: number
  state: VersionState | 'untrained'
  champion: Version | null
}
export interface ModelLine extends About {
  training: Training | null
  versions: number
  scored: number
  toScore: number
}
export interface ModelDetail extends About {
  card: Card | null
  versions: readonly Version[]
  trainings: readonly Training[]
}
