import * as v from 'valibot'
import { trimmed } from '../core/field.model'
import { FilterTree } from '../filter/filter.model'

const minute = 60_000
/** Of working time: thirty days of it at the most. */
const longest = 30 * 24 * 60

/** How soon leads are to be answered, in working time of whoever has them. */
const ResponseRule = v.strictObject({
  /** Chosen by whoever makes the rule, and kept. */
  id: v.pipe(v.string(), v.uuid('This is not an id.'), v.toLowerCase()),
  name: trimmed(80),
  /** Which leads, by their own fields; null: all. */
  when: v.nullable(FilterTree),
  /** Minutes of working time from the making of the lead to its first answer. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1, 'At least a minute.'), v.maxValue(longest)),
})
export type ResponseRule = v.InferOutput<typeof ResponseRule>

const mostRules = 50

/** The rules in their order: the first that fits a lead holds for it. */
export const ResponseRules = v.strictObject({
  rules: v.pipe(v.array(ResponseRule), v.maxLength(mostRules, `At most ${mostRules} rules.`)),
})
export type ResponseRules = v.InferOutput<typeof ResponseRules>

/** The rules as they are read. */
export const KnownResponseRules = v.object({
  /** Counts their changes; 0: none were set yet. */
  version: v.number(),
  rules: v.array(ResponseRule),
  /** Rules that ask for a field that there is no more: they fit no lead. */
  faults: v.array(v.object({ ruleId: v.string(), field: v.string() })),
})
export type KnownResponseRules = v.InferOutput<typeof KnownResponseRules>

export const targetMs = ({ minutes }: Pick<ResponseRule, 'minutes'>): number => minutes * minute
