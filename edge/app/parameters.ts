import type { AnySchema } from '@sextant/db/core/field.model'
import { systemFields } from '@sextant/db/core/record.model'
import type { Entity } from '@sextant/db/records/entity'
import type { JsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'

const described = new WeakMap<object, JsonSchema>()

/** Says how a schema is written in OpenAPI where that cannot be seen from it, such as a number that arrives as text. */
export function describedAs<S extends object>(schema: S, json: JsonSchema): S {
  described.set(schema, json)
  return schema
}
export const descriptionOf = (schema: object): JsonSchema | undefined => described.get(schema)

const written = new WeakMap<object, AnySchema>()

/** A parameter whose text is JSON of a shape. */
export function writtenAsJson<S extends object>(schema: S, shape: AnySchema): S {
  written.set(schema, shape)
  return schema
}
export const jsonShapeOf = (schema: object): AnySchema | undefined => written.get(schema)

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

const later = new WeakMap<object, AnySchema>()

/** A part of a body that has a shape, which is checked where it is used: of many items one that is wrong leaves the others alone. */
export function checkedLater<S extends AnySchema>(shape: S): v.GenericSchema<v.InferInput<S>, unknown> {
  const schema = v.unknown()
  later.set(schema, shape)
  return schema as v.GenericSchema<v.InferInput<S>, unknown>
}
export const laterShapeOf = (schema: object): AnySchema | undefined => later.get(schema)

/** Up to three of an entity's sortable fields, `-` before one that goes down. Which are sortable is checked where the list is read. */
export function sortParameter({ model }: Entity) {
  const names = Object.entries({ ...model.fields, ...systemFields }).flatMap(([name, { traits }]) =>
    'sortable' in traits && traits.sortable ? [name] : [],
  )
  const one = `[+-]?(${names.join('|')})`
  const text = v.pipe(v.string(), v.maxLength(200, 'At most 200 characters.'))
  return v.optional(
    describedAs(text, { type: 'string', pattern: `^(${one}(,${one}){0,2})?$`, maxLength: 200 }),
  )
}
