import { scoredKinds } from '@sextant/db/scoring/score.model'
import * as v from 'valibot'

/** What a model may be told about a record. Dates and money reach it as numbers (days, major units). */
const featureKinds = ['number', 'category', 'boolean'] as const

export const FeatureDef = v.object({
  key: v.pipe(v.string(), v.nonEmpty()),
  /** In the reader's words: it heads the reason. */
  label: v.pipe(v.string(), v.nonEmpty()),
  kind: v.picklist(featureKinds),
  /** Known only once the outcome is: listed in the card, never learnt from. */
  afterwards: v.optional(v.boolean()),
  /** Left out by hand, for another reason. */
  excluded: v.optional(v.boolean()),
  /** Somebody has said that it is known beforehand: no figure speaks against it. */
  kept: v.optional(v.boolean()),
  /**
   * When it tells something of a record, so that one of which hardly anything is known is not scored: by any value (the usual), only where there is
   * `something` (a phone, a call), or never, as a `circumstance` that every record has (its day).
   */
  evidence: v.optional(v.picklist(['value', 'something', 'circumstance'])),
})
export type FeatureDef = v.InferOutput<typeof FeatureDef>

export const ModelSpec = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  subject: v.picklist(scoredKinds),
  task: v.literal('binary'),
  /** What a label of 1 means, such as "converted to a customer". */
  label: v.string(),
  /** Days after the as-of time within which the label is decided; null: whenever it is decided. */
  horizonDays: v.nullable(v.pipe(v.number(), v.minValue(1))),
  features: v.array(FeatureDef),
  /** Fewer rows than this of either class: cold start. */
  minimumPerClass: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 200),
  /** What is believed of the base rate before any data, worth `rows` rows. */
  prior: v.optional(
    v.object({
      rate: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
      rows: v.pipe(v.number(), v.gtValue(0)),
    }),
    { rate: 0.5, rows: 2 },
  ),
})
export type ModelSpec = v.InferOutput<typeof ModelSpec>
/** A spec as an area writes it, defaults left out. */
export type ModelSpecInput = v.InferInput<typeof ModelSpec>

export type FeatureValue = string | number | boolean | null

/** A record as it was known at `at` (epoch ms). */
export const ScoringRow = v.object({
  id: v.string(),
  at: v.pipe(v.number(), v.finite()),
  values: v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
})
export interface ScoringRow {
  id: string
  at: number
  values: Record<string, FeatureValue | undefined>
}

export const TrainingRow = v.object({ ...ScoringRow.entries, label: v.picklist([0, 1]) })
export interface TrainingRow extends ScoringRow {
  label: 0 | 1
}
