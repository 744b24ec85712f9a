import * as v from 'valibot'
import { ModelSpec, modelStates } from './spec.model'

const Numbers = v.array(v.number())

const Encoder = v.object({
  constant: v.array(v.string()),
  features: v.array(
    v.object({
      key: v.string(),
      label: v.string(),
      kind: v.picklist(['number', 'category', 'boolean']),
      edges: Numbers,
      mean: v.number(),
      deviation: v.number(),
      levels: v.array(v.string()),
      support: Numbers,
      reference: Numbers,
      presentMeans: Numbers,
    }),
  ),
})

const Calibrator = v.variant('method', [
  v.object({ method: v.literal('platt'), slope: v.number(), intercept: v.number() }),
  v.object({ method: v.literal('isotonic'), logits: Numbers, probabilities: Numbers }),
])

const StoredNet = v.object({
  inputs: v.number(),
  hidden: v.tuple([v.number(), v.number()]),
  w1: v.string(),
  b1: v.string(),
  w2: v.string(),
  b2: v.string(),
  w3: v.string(),
  b3: v.string(),
})

const LinearModel = v.object({ bias: v.number(), weights: Numbers })

/** Null where JSON had no number for it: an AUC needs rows of both outcomes. */
const Measured = v.nullable(v.number())

const Evaluation = v.object({
  rows: v.number(),
  baseRate: v.number(),
  auc: Measured,
  error: Measured,
  brier: v.number(),
  logLoss: v.number(),
  ece: v.number(),
  reliability: v.array(
    v.object({
      rows: v.number(),
      predicted: v.number(),
      observed: v.number(),
      low: v.number(),
      high: v.number(),
    }),
  ),
  lift: Numbers,
})
export type EvaluationRecord = v.InferOutput<typeof Evaluation>

const Comparison = v.object({
  auc: Measured,
  aucError: Measured,
  brier: v.number(),
  logLoss: v.number(),
  clear: v.boolean(),
})

/** What a way of parting the rows showed. `nets`: how many nets the model tested so had. */
const Backtest = v.object({
  split: v.picklist(['time', 'hash']),
  nets: v.number(),
  rows: v.object({ train: v.number(), validation: v.number(), holdout: v.number() }),
  model: Evaluation,
  logistic: Evaluation,
  /** The base rate of the training rows, said of every row. */
  baseRate: Evaluation,
  /** Positive: the model is better. */
  againstLogistic: Comparison,
})
export type Backtest = v.InferOutput<typeof Backtest>

const Figures = v.object({
  rows: v.number(),
  baseRate: v.number(),
  auc: v.number(),
  error: v.number(),
  brier: v.number(),
  logLoss: v.number(),
  ece: v.number(),
})

/** Positive differences are in favour of the challenger. */
const AgainstChampion = v.variant('compared', [
  v.object({ compared: v.literal(false), reason: v.string() }),
  v.object({
    compared: v.literal(true),
    rows: v.number(),
    challenger: Figures,
    champion: Figures,
    difference: Comparison,
  }),
])
export type AgainstChampion = v.InferOutput<typeof AgainstChampion>

/** A trained model as plain JSON: all that scoring, explaining and the card need. */
export const TrainedModel = v.object({
  format: v.literal(1),
  spec: ModelSpec,
  state: v.picklist(modelStates),
  /** Why it is in that state, in a sentence. */
  stateReason: v.string(),
  /** What scores: the nets, a shrunken logistic (cold start), or one rate for all. */
  predictor: v.variant('kind', [
    v.object({ kind: v.literal('nets'), nets: v.array(StoredNet) }),
    v.object({ kind: v.literal('logistic'), model: LinearModel }),
    v.object({ kind: v.literal('prior') }),
  ]),
  encoder: Encoder,
  calibrator: Calibrator,
  /** What explanations start from; no shares for a prior. */
  centre: v.object({ baseLogit: v.number(), shares: Numbers }),
  /** What the prior predictor says of every row. */
  prior: v.number(),
  splitReason: v.nullable(v.string()),
  /** The split that made this model first; then, when that was by time, a random one for comparison. Empty in a cold start. */
  backtests: v.array(Backtest),
  /** Null when there was no champion to compare with. */
  againstChampion: v.nullable(AgainstChampion),
  featuresUsed: v.array(v.string()),
  featuresDropped: v.array(v.object({ key: v.string(), label: v.string(), reason: v.string() })),
  rows: v.number(),
  positives: v.number(),
  baseRate: v.number(),
  /** As-of times of the rows, epoch ms; null without rows. */
  period: v.nullable(v.object({ from: v.number(), to: v.number() })),
  backend: v.picklist(['native', 'wasm', 'none']),
  seed: v.number(),
  trainedAt: v.number(),
  durationMs: v.number(),
})
export type TrainedModel = v.InferOutput<typeof TrainedModel>
