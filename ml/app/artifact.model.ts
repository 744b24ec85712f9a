import {
  AgainstChampion,
  Backtest,
  backends,
  Dropped,
  Importance,
  Suspect,
  Threshold,
} from '@sextant/db/models/card.model'
import { versionStates } from '@sextant/db/models/gate.model'
import { Remark } from '@sextant/db/models/remark.model'
import * as v from 'valibot'
import { ModelSpec } from './spec.model'

const Numbers = v.array(v.number())

const Encoder = v.object({
  constant: v.array(v.string()),
  features: v.array(
    v.object({
      key: v.string(),
      label: v.string(),
      kind: v.picklist(['number', 'category', 'boolean']),
      edges: Numbers,
      points: v.boolean(),
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
const Blend = v.object({ share: v.number(), model: LinearModel })

const HeldOut = v.variant('by', [
  v.object({ by: v.literal('time'), from: v.number() }),
  v.object({ by: v.literal('hash'), seed: v.number(), below: v.tuple([v.number(), v.number()]) }),
])

/** Rows scored about alike: what was predicted of them on average, and the 95 % interval of what came to pass. */
const Band = v.object({ predicted: v.number(), low: v.number(), high: v.number() })
export type Band = v.InferOutput<typeof Band>

/** A trained model as plain JSON: all that scoring, explaining and the card need. */
export const TrainedModel = v.object({
  format: v.literal(2),
  spec: ModelSpec,
  state: v.picklist(versionStates),
  /** Why it is in that state. */
  stateReason: Remark,
  /** What scores: the nets with their share of a linear model, a shrunken logistic (cold start), or one rate for all. */
  predictor: v.variant('kind', [
    v.object({
      kind: v.literal('nets'),
      nets: v.array(StoredNet),
      linear: v.optional(v.nullable(Blend), null),
    }),
    v.object({ kind: v.literal('logistic'), model: LinearModel }),
    v.object({ kind: v.literal('prior') }),
  ]),
  encoder: Encoder,
  calibrator: Calibrator,
  /** What explanations start from; no shares for a prior. */
  centre: v.object({ baseLogit: v.number(), shares: Numbers }),
  /** What the prior predictor says of every row. */
  prior: v.number(),
  /** Why the rows were not parted by time; null where they were, and in a cold start. */
  splitReason: v.nullable(Remark),
  /** The split that made this model first; then, when that was by time, a random one for comparison. Empty in a cold start. */
  backtests: v.array(Backtest),
  /** Null when there was no champion to compare with. */
  againstChampion: v.nullable(AgainstChampion),
  /** Which rows it has not learnt from (see `split.ts`); null in a cold start, which learns from all. */
  heldOut: v.nullable(HeldOut),
  /** The held-out rows in neighbouring groups, by what was predicted of them; empty without any. */
  bands: v.array(Band),
  featuresUsed: v.array(v.string()),
  featuresDropped: v.array(Dropped),
  /** Features that may be known only afterwards. Absent in versions from before this was looked at, as the three below. */
  suspects: v.optional(v.array(Suspect), []),
  importance: v.optional(v.array(Importance), []),
  thresholds: v.optional(v.array(Threshold), []),
  /** How much of what counts must be known of a record that is to be scored, from 0 to 1 (see `known.rules.ts`). */
  leastKnown: v.optional(v.nullable(v.number()), null),
  /** Rows that had not had all of their time yet (see `mature.ts`); null where there were none, or they cannot be told. */
  young: v.optional(
    v.nullable(v.object({ rows: v.number(), since: v.number(), leftOut: v.boolean() })),
    null,
  ),
  rows: v.number(),
  positives: v.number(),
  baseRate: v.number(),
  /** As-of times of the rows, epoch ms; null without rows. */
  period: v.nullable(v.object({ from: v.number(), to: v.number() })),
  backend: v.picklist(backends),
  seed: v.number(),
  trainedAt: v.number(),
  durationMs: v.number(),
})
export type TrainedModel = v.InferOutput<typeof TrainedModel>
