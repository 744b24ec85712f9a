import * as v from 'valibot'
import { date } from '../core/field.model'
import { Whole } from '../core/money.model'
import { QuotedRate } from './rates.model'

const day = date().schema

/** What the right rate of a day would change of what is closed: by closing day, as that rate would be the one in force on it. */
export const RateCorrectionPreview = v.object({
  ...QuotedRate.entries,
  /** The rate that the day has in the table; null: it has none of its own. */
  before: v.nullable(v.string()),
  /** Of the sums: the workspace’s. */
  in: v.string(),
  days: v.array(
    v.object({
      day: v.string(),
      /** The rate at which it was closed, and the day that one is of. */
      rate: v.string(),
      rateDay: v.string(),
      /** Deals out of the bin that would be valued otherwise; quotes that were sent that day. */
      deals: v.number(),
      quotes: v.number(),
      /** What these deals come to now, and would then, in minor units; null where a rate is missing. */
      beforeMinor: v.nullable(Whole),
      afterMinor: v.nullable(Whole),
    }),
  ),
  /** Of all of it: a correction is made as it was seen here, or not at all. */
  digest: v.string(),
})
export type RateCorrectionPreview = v.InferOutput<typeof RateCorrectionPreview>

/** `days`: the closing days that take the rate; others stay as they are. */
export const RateCorrect = v.strictObject({
  ...QuotedRate.entries,
  days: v.pipe(v.array(day), v.maxLength(1000, 'At most 1000 days.')),
  digest: v.pipe(v.string(), v.maxLength(64)),
})
export type RateCorrect = v.InferOutput<typeof RateCorrect>

/** What became of it. */
export const RateCorrected = v.object({ days: v.number(), deals: v.number() })
export type RateCorrected = v.InferOutput<typeof RateCorrected>
