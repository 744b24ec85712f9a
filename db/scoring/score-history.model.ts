import * as v from 'valibot'
import { ScoreReason } from './score.model'

/** What a part of a score moved it by, in whole printed points. */
const Move = v.object({ feature: v.string(), label: v.string(), points: v.number() })
export type Move = v.InferOutput<typeof Move>

/** What a score was made of: base + every reason + others = score, as printed then. */
export const ScoreParts = v.object({
  base: v.number(),
  reasons: v.array(ScoreReason),
  others: v.number(),
})
export type ScoreParts = v.InferOutput<typeof ScoreParts>

/** Something that happened to the record since it was last scored. `fields`: those that changed, as far as the asker may read them. */
const Cause = v.object({
  id: v.string(),
  kind: v.string(),
  at: v.string(),
  fields: v.array(v.string()),
})
export type Cause = v.InferOutput<typeof Cause>

/** A change of a record's score. */
export const ScoreChange = v.object({
  at: v.string(),
  /** Null where it was taken back. */
  score: v.nullable(v.number()),
  /** Null before the first. */
  was: v.nullable(v.number()),
  delta: v.nullable(v.number()),
  version: v.nullable(v.number()),
  /** Whether another version of the model scored it than before. */
  byAnotherVersion: v.boolean(),
  parts: v.nullable(ScoreParts),
  /** What changed since the score before it: moves of the base, of each reason that is another figure, and of all others sum to `delta`. */
  moved: v.nullable(v.object({ base: v.number(), reasons: v.array(Move), others: v.number() })),
  /** At most ten, newest first. None: only time has passed, or another version scores. */
  causes: v.array(Cause),
})
export type ScoreChange = v.InferOutput<typeof ScoreChange>
