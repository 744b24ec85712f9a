import * as v from 'valibot'
import { trimmed } from '../core/field.model'

/** At most so many people share a deal. */
export const mostPeople = 20

/** What one person has of a deal: `points` are hundredths of a percent, so 3333 is 33.33 %. */
const SplitInput = v.strictObject({
  memberId: v.pipe(v.string(), v.uuid('Write the id of a record.')),
  points: v.pipe(v.number(), v.safeInteger('Write whole hundredths of a percent.')),
  /** What they do in it, such as “overlay”. */
  role: v.optional(v.nullable(trimmed(60)), null),
})
export type SplitInput = v.InferOutput<typeof SplitInput>

/** Between whom a deal is split, in their order; none: it is not. */
export const SplitsSave = v.strictObject({
  splits: v.pipe(v.array(SplitInput), v.maxLength(mostPeople, `At most ${mostPeople} people.`)),
})
export type SplitsSave = v.InferOutput<typeof SplitsSave>

const Split = v.object({
  memberId: v.string(),
  name: v.string(),
  /** They have left the workspace since. */
  left: v.boolean(),
  points: v.number(),
  role: v.nullable(v.string()),
  /** Their part of the amount, in its minor units; null where there is no amount, or the asker may not read it. */
  amountMinor: v.nullable(v.pipe(v.number(), v.safeInteger())),
})

export const DealSplits = v.object({
  /** Of the amount that is shared; null where there is none, or the asker may not read it. */
  currency: v.nullable(v.string()),
  amountMinor: v.nullable(v.pipe(v.number(), v.safeInteger())),
  splits: v.array(Split),
  /** Of the deal: what a next save begins from. */
  version: v.number(),
})
export type DealSplits = v.InferOutput<typeof DealSplits>
