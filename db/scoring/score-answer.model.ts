import * as v from 'valibot'
import { versionStates } from '../models/gate.model'
import { MissingFeature, ScoreReason } from './score.model'

/**
 * ready: scored. cold_start: too few outcomes for a model of its own; the score, if any, is a careful one. no_signal: nothing known
 * beforehand tells the outcomes apart, so there is only a rate for all. not_scored: see `missing`. held_back is no champion's state, and none that is answered here.
 */
const scoreStates = [...versionStates, 'not_scored'] as const

/** What keeps a record from a score, or from a better one, with figures for the sentence. */
const Missing = v.object({
  rule: v.picklist(['no_model', 'held_back', 'closed', 'pending', 'outcomes', 'signal', 'unknown']),
  params: v.record(v.string(), v.number()),
  /** Of `unknown`: what counts and is not known of the record, the most first. */
  features: v.array(MissingFeature),
})

/** The champion's own state, whether or not it scores this record; `untrained` before there is one. */
const modelStates = [...versionStates, 'untrained'] as const

/** A record's score with its reasons: base + every reason + others.points = score, as printed. */
export const ScoreAnswer = v.object({
  state: v.picklist(scoreStates),
  modelState: v.picklist(modelStates),
  score: v.nullable(v.number()),
  probability: v.nullable(v.number()),
  interval: v.nullable(v.object({ low: v.number(), high: v.number() })),
  base: v.nullable(v.number()),
  reasons: v.array(ScoreReason),
  others: v.object({ count: v.number(), points: v.number() }),
  missing: v.nullable(Missing),
  model: v.string(),
  version: v.nullable(v.number()),
  scoredAt: v.nullable(v.string()),
  /** Up to when behaviour was looked at: what a reason says of it was so then. Fields are as they stood when it was scored. */
  asOf: v.nullable(v.string()),
  change7d: v.nullable(v.number()),
  history: v.array(v.object({ at: v.string(), score: v.nullable(v.number()) })),
})
export type ScoreAnswer = v.InferOutput<typeof ScoreAnswer>
