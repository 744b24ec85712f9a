import { ModelCard } from '@sextant/db/models/card.model'
import { FeatureChoice } from '@sextant/db/models/feature-choice.model'
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
  /** The champion's. Without one: `held_back` where a version is, else `untrained`. */
  state: v.picklist([...versionStates, 'untrained']),
  champion: v.nullable(Version),
  /** The newest version, where it is held back. */
  heldBack: v.nullable(Version),
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
  /** Of the version that is held back, with its suspects. */
  heldBackCard: v.nullable(ModelCard),
  /** What was said of features, the newest first. */
  choices: v.array(FeatureChoice),
  versions: v.array(Version),
  trainings: v.array(Training),
})
export type ModelDetail = v.InferOutput<typeof ModelDetail>

/** What was said of the model's features by now, and the training that was asked for with it. */
export const FeaturesChosen = v.object({
  choices: v.array(FeatureChoice),
  training: v.nullable(Training),
})
