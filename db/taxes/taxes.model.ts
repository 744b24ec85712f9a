import * as v from 'valibot'
import { country, trimmed } from '../core/field.model'

/** A class of goods and services that are taxed alike, as the workspace calls it: `standard`, `reduced`, `zero`. */
export const TaxClass = v.pipe(trimmed(40), v.toLowerCase())

/** What a country takes of a class, in percent: a plain decimal such as `19` or `5.5`. */
export const TaxRate = v.object({ country: v.string(), taxClass: v.string(), percent: v.string() })
export type TaxRate = v.InferOutput<typeof TaxRate>

export const TaxRateSave = v.strictObject({
  country: country().schema,
  taxClass: TaxClass,
  percent: v.pipe(v.string(), v.regex(/^\d{1,3}(\.\d{1,4})?$/, 'Write a percentage such as 19 or 5.5.')),
})
export type TaxRateSave = v.InferOutput<typeof TaxRateSave>
