import { ModelCard } from '@sextant/db/models/card.model'
import { versionStates } from '@sextant/db/models/gate.model'
import { Training } from '@sextant/db/models/training.model'
import { Version } from '@sextant/db/models/version.model'
import { scoredKinds } from '@sextant/db/scoring/score.model'
import * as v from 'valibot'

const about = {
  model: v.string(),
  subject: v.picklist(scoredKinds),
  predicts: v.string(),
  horizonDays: v.nullable(v.number()),
  windowDays: v.number(),
  /** `untrained` before the first version. */
  state: v.picklist([...versionStates, 'untrained']),
  champion: v.nullable(Version),
}

/** A model in a line; `scored` of the `toScore` open records have a score by its champion. */
export const ModelLine = v.object({
  ...about,
  training: v.nullable(Training),
  versions: v.number(),
  scored: v.number(),
  toScore: v.number(),
})
export type ModelLine = v.InferOutput<typeof ModelLine>

/** A model with its champion's card. */
export const ModelDetail = v.object({
  ...about,
  card: v.nullable(ModelCard),
  versions: v.array(Version),
  trainings: v.array(Training),
})
export type ModelDetail = v.InferOutput<typeof ModelDetail>
