import * as v from 'valibot'
import type { RecordName } from '../core/areas.model'

/** Kinds of record that a model scores. Each has the fields `score`, `scoreChange` and `scoredAt`. */
export const scoredKinds = ['lead', 'deal'] as const satisfies readonly RecordName[]
export type ScoredKind = (typeof scoredKinds)[number]

/** What one feature moved, in whole printed points, with the record's own value of it. */
export const ScoreReason = v.object({
  feature: v.string(),
  /** English or, for a custom field, the workspace's own words. Built-in features are translated by `feature`. */
  label: v.string(),
  points: v.number(),
  value: v.nullable(v.union([v.string(), v.number(), v.boolean()])),
})
export type ScoreReason = v.InferOutput<typeof ScoreReason>

/** A score and why: base + every reason + othersPoints = score, in whole points from 0 to 100. Probability and its bounds are between 0 and 1. */
export interface ExplainedScore {
  score: number
  probability: number
  low: number | null
  high: number | null
  base: number
  reasons: ScoreReason[]
  othersCount: number
  othersPoints: number
}

/** A feature that counts and is not known of a record. */
export const MissingFeature = v.object({ key: v.string(), label: v.string() })
export type MissingFeature = v.InferOutput<typeof MissingFeature>

/** What is said of a record of which too little is known: no score, and what is missing, the most important first. */
export interface NotScored extends Omit<ExplainedScore, 'score' | 'probability' | 'base'> {
  score: null
  probability: null
  base: null
}

/** A score about to be written, of the record `id`. `missing` is null where there is one. `asOf` (ISO 8601): up to when behaviour was looked at. */
export type NewScore = (
  | (ExplainedScore & { missing: null })
  | (NotScored & { missing: MissingFeature[] })
) & {
  id: string
  asOf: string
}

/** What records are scored for, and by which version. */
export interface Scorer {
  subject: ScoredKind
  model: string
  versionId: string
  version: number
}
