import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { type ScoredKind, ScoreReason } from './score.model'

/**
 * What the score is made of: `base` + the points of every part + `others` = score, and `reason`, the part that moved most. A part is feature, points
 * and the record's value. All but the model is absent where the score was taken back.
 */
const payload = {
  model: v.string(),
  version: v.optional(v.number()),
  reason: v.optional(v.nullable(ScoreReason)),
  base: v.optional(v.number()),
  parts: v.optional(v.array(v.tuple([v.string(), v.number(), ScoreReason.entries.value]))),
  others: v.optional(v.number()),
}

const scored = <const S extends ScoredKind>(subject: S) =>
  eventsOf({ subject }, { scored: { payload, shown: true } })

/** Whose score is another number than before, by kind of record. */
export const scoreEvents = { lead: scored('lead'), deal: scored('deal') } as const satisfies Record<
  ScoredKind,
  object
>
