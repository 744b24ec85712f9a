import * as v from 'valibot'
import { versionStates } from './gate.model'
import { Remark } from './remark.model'

/** Null where JSON had no number for it: an AUC needs rows of both outcomes. */
const Measured = v.nullable(v.number())

/** How probabilities did on rows; shares and rates are between 0 and 1. */
const Evaluation = v.object({
  rows: v.number(),
  baseRate: v.number(),
  auc: Measured,
  /** Standard error of the AUC. */
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
  /** Rate of each tenth, best first, as a multiple of the base rate. */
  lift: v.array(v.number()),
})
export type Evaluation = v.InferOutput<typeof Evaluation>

const Comparison = v.object({
  auc: Measured,
  aucError: Measured,
  brier: v.number(),
  logLoss: v.number(),
  clear: v.boolean(),
})

/** What a way of parting the rows showed. `nets`: how many nets the model tested so had. */
export const Backtest = v.object({
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
export const AgainstChampion = v.variant('compared', [
  v.object({ compared: v.literal(false), reason: Remark }),
  v.object({
    compared: v.literal(true),
    rows: v.number(),
    challenger: Figures,
    champion: Figures,
    difference: Comparison,
  }),
])
export type AgainstChampion = v.InferOutput<typeof AgainstChampion>

/** A feature that was left out, and why. */
export const Dropped = v.object({ key: v.string(), label: v.string(), reason: Remark })

/** When the values of a field came, of decided records by the log. `unknown`: the record came with its outcome, as by an import. */
export const FilledWhen = v.object({ before: v.number(), after: v.number(), unknown: v.number() })
export type FilledWhen = v.InferOutput<typeof FilledWhen>

/** A feature that may be known only afterwards, judged on training rows. Shares are between 0 and 1. */
export const Suspect = v.object({
  key: v.string(),
  label: v.string(),
  /** How well it ranks alone. */
  auc: v.number(),
  error: v.number(),
  /** In which share of the rows of each outcome it is filled in. */
  filled: v.object({ positive: v.number(), negative: v.number() }),
  /** Null where the log cannot tell: it is no field of the record. */
  filledWhen: v.optional(v.nullable(FilledWhen), null),
  /** What speaks against it, the weightiest first. */
  signs: v.array(Remark),
  /** Left out already, because it gives the outcome away. */
  left: v.boolean(),
  /** Whether more speaks against it than that it is among the strongest. */
  likely: v.boolean(),
})
export type Suspect = v.InferOutput<typeof Suspect>

/** What share of all that moves scores is due to a feature: they sum to 1. */
export const Importance = v.object({ key: v.string(), label: v.string(), share: v.number() })

/** Held-out rows of at least this score (0 to 100), and those of them for which the outcome came. */
export const Threshold = v.object({ score: v.number(), rows: v.number(), hits: v.number() })
export type Threshold = v.InferOutput<typeof Threshold>

/** What trained it; `none` where nothing was. */
export const backends = ['native', 'wasm', 'none'] as const
const calibrations = ['platt', 'isotonic'] as const

/**
 * What a model's user should know before trusting it. Screens tell it, and save it as a file, in the reader's language. Shares and rates
 * are between 0 and 1, times epoch ms, durations ms.
 */
export const ModelCard = v.object({
  name: v.string(),
  predicts: v.string(),
  state: v.picklist(versionStates),
  stateReason: Remark,
  data: v.object({
    rows: v.number(),
    positives: v.number(),
    baseRate: v.number(),
    from: v.nullable(v.number()),
    to: v.nullable(v.number()),
    splitReason: v.nullable(Remark),
  }),
  features: v.array(v.object({ key: v.string(), label: v.string() })),
  dropped: v.array(Dropped),
  /** The likeliest first. */
  suspects: v.optional(v.array(Suspect), []),
  /** What counts most over all, on held-out rows, the most first. */
  importance: v.optional(v.array(Importance), []),
  /** What comes of contacting those above a score; empty where nothing was held out. */
  thresholds: v.optional(v.array(Threshold), []),
  /** As of when rows were held out; null where they were not parted by time. */
  heldOutFrom: v.nullable(v.number()),
  /** The split that made the model first. */
  results: v.array(Backtest),
  againstChampion: v.nullable(AgainstChampion),
  calibration: v.nullable(v.picklist(calibrations)),
  /** How much of a plain logistic regression is mixed into the nets. */
  linearShare: v.number(),
  limits: v.array(Remark),
  backend: v.picklist(backends),
  seed: v.number(),
  trainedAt: v.number(),
  durationMs: v.number(),
  /** How its rows are made. */
  notes: v.array(v.string()),
})
export type ModelCard = v.InferOutput<typeof ModelCard>
