import { versionStates } from '@sextant/db/models/promotion.rules'
import { Training } from '@sextant/db/models/training.model'
import { scoredKinds } from '@sextant/db/scoring/score.model'
import * as v from 'valibot'
import { anyJson } from '../app/parameters'

const state = v.picklist(versionStates)
const Figures = v.nullable(v.object({ auc: v.nullable(v.number()), brier: v.number(), logLoss: v.number() }))

/** A version in a line. `gate` says why it became the champion, or did not. */
const VersionShape = v.object({
  id: v.string(),
  version: v.number(),
  alias: v.picklist(['champion', 'candidate', 'retired']),
  state,
  gate: anyJson,
  trainingId: v.string(),
  createdAt: v.string(),
  rows: v.number(),
  positives: v.number(),
  baseRate: v.number(),
  split: v.nullable(v.picklist(['time', 'hash'])),
  holdout: Figures,
  logistic: Figures,
})

const about = {
  model: v.string(),
  subject: v.picklist(scoredKinds),
  predicts: v.string(),
  horizonDays: v.nullable(v.number()),
  windowDays: v.number(),
  /** `untrained` before the first version. */
  state: v.picklist([...versionStates, 'untrained']),
}

const ModelShape = v.object({
  ...about,
  champion: v.nullable(VersionShape),
  training: v.nullable(Training),
  versions: v.number(),
  scored: v.number(),
  toScore: v.number(),
})
export const ModelsShape = v.object({ results: v.array(ModelShape) })

/** `card`: see `ModelCard` in `ml/app/card.ts`, with `notes` on how rows are made. */
export const ModelDetailShape = v.object({
  ...about,
  card: v.nullable(anyJson),
  champion: v.nullable(VersionShape),
  versions: v.array(VersionShape),
  trainings: v.array(Training),
})
export const VersionDetailShape = v.object({ ...VersionShape.entries, card: anyJson })

export const ActivatedShape = v.object({ id: v.string(), version: v.number(), alias: v.literal('champion') })
