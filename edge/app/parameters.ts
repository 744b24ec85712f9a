import type { JsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'

const described = new WeakMap<object, JsonSchema>()

/** Says how a schema is written in OpenAPI where that cannot be seen from it, such as a number that arrives as text. */
export function describedAs<S extends object>(schema: S, json: JsonSchema): S {
  described.set(schema, json)
  return schema
}
export const descriptionOf = (schema: object): JsonSchema | undefined => described.get(schema)

const wholeNumber = (most: number, json: JsonSchema) =>
  describedAs(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/, 'Write a whole number.'),
      v.transform(Number),
      v.minValue(1, 'At least 1.'),
      v.maxValue(most, `At most ${most}.`),
    ),
    { type: 'integer', minimum: 1, maximum: most, ...json },
  )

/** A page's length: a whole number from 1. */
export const limitParameter = (most: number, usual: number) =>
  v.optional(wholeNumber(most, { default: usual }), String(usual))

/** How many come along of what is left out when nothing is said. */
export const amountParameter = (most: number) => v.optional(wholeNumber(most, {}))

/** JSON that is passed on as it is. */
export const anyJson = describedAs(v.unknown(), {})
