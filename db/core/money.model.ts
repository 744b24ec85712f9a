import * as v from 'valibot'

/** A sum in minor units. Amounts are held exactly by a number of JSON as JavaScript reads it, sums of many need not be. */
export const Whole = v.union([
  v.pipe(v.number(), v.safeInteger()),
  v.pipe(v.string(), v.regex(/^-?\d{16,}$/)),
])
export type Whole = v.InferOutput<typeof Whole>
