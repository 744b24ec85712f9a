import * as v from 'valibot'
import { type Backtest, ModelCard } from './card.model'
import { aliases, Gate, versionStates } from './gate.model'

const Figures = v.object({ auc: v.nullable(v.number()), brier: v.number(), logLoss: v.number() })

/** A version in a line: how it did on the rows it had not seen (the split that made it), and a logistic regression on the same. */
export const Version = v.object({
  id: v.string(),
  version: v.number(),
  alias: v.picklist(aliases),
  state: v.picklist(versionStates),
  gate: Gate,
  trainingId: v.string(),
  createdAt: v.string(),
  rows: v.number(),
  positives: v.number(),
  baseRate: v.number(),
  split: v.nullable(v.picklist(['time', 'hash'] as const satisfies readonly Backtest['split'][])),
  holdout: v.nullable(Figures),
  logistic: v.nullable(Figures),
})
export type Version = v.InferOutput<typeof Version>

export const VersionDetail = v.object({ ...Version.entries, card: ModelCard })

/** The champion, made so by hand. */
export const Activated = v.object({ id: v.string(), version: v.number(), alias: v.literal('champion') })
export type Activated = v.InferOutput<typeof Activated>
