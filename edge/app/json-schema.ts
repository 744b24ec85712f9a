import { entities } from '@sextant/db/app/entities'
import type { AnySchema } from '@sextant/db/core/field.model'
import { Condition, EventCondition, FilterTree } from '@sextant/db/filter/filter.model'
import { toJsonSchema } from '@valibot/to-json-schema'
import { descriptionOf, laterShapeOf } from './parameters'
import { ProblemBody } from './problem'

export type Json = { [key: string]: unknown }

/** Schemas that are written once and referred to by name. */
const named: Record<string, AnySchema> = {
  Problem: ProblemBody,
  Filter: FilterTree as unknown as AnySchema,
  ...Object.fromEntries(
    entities.flatMap(({ name, model }) => {
      const title = `${name[0]!.toUpperCase()}${name.slice(1)}`
      return [
        [title, model.Read],
        [`${title}Part`, model.Part],
        [`${title}Create`, model.Create],
        [`${title}Update`, model.Update],
      ]
    }),
  ),
}

const kept = new WeakMap<AnySchema, Map<string, Json>>()

/** A valibot schema as OpenAPI writes it; rules that JSON Schema cannot say are left out. */
export function schemaOf(schema: AnySchema, mode: 'input' | 'output'): Json {
  const known = kept.get(schema)?.get(mode)
  if (known) return known
  const json = referring(converted(schema, mode)) as Json
  kept.set(schema, (kept.get(schema) ?? new Map()).set(mode, json))
  return json
}

const convert = (schema: AnySchema, mode: 'input' | 'output', definitions: Record<string, AnySchema>) =>
  toJsonSchema(schema, {
    errorMode: 'ignore',
    // What comes out of a transformation has the shape of what went in, as far as JSON can tell.
    typeMode: mode === 'output' ? 'ignore' : 'input',
    definitions,
    overrideSchema: ({ valibotSchema }) => {
      const shape = laterShapeOf(valibotSchema)
      return shape ? schemaOf(shape, 'input') : descriptionOf(valibotSchema)
    },
    overrideAction: ({ valibotAction, jsonSchema }) => {
      // Domains in the letters of a language are addresses too.
      if (valibotAction.type === 'rfc_email') return { ...jsonSchema, format: 'idn-email' }
      // The pattern of a Unicode regex is not portable: other programs know other letters.
      if (
        valibotAction.type === 'regex' &&
        'requirement' in valibotAction &&
        /\\p\{|\(\?/.test(String(valibotAction.requirement))
      ) {
        const { pattern: _pattern, ...portable } = jsonSchema
        return portable
      }
    },
  })

function converted(schema: AnySchema, mode: 'input' | 'output'): Json {
  const { $schema: _schema, $defs: _defs, ...json } = convert(schema, mode, named) as Json
  return json
}

let components: Record<string, Json> | undefined

/** All named schemas, by name. */
export function componentSchemas(): Record<string, Json> {
  components ??= Object.fromEntries(
    Object.entries(named).map(([name, schema]) => {
      if (schema === named.Filter) return [name, filterSchema()]
      const { [name]: _self, ...others } = named
      const {
        $schema: _schema,
        $defs: _defs,
        ...json
      } = convert(schema, /Create$|Update$/.test(name) ? 'input' : 'output', others) as Json
      return [name, referring(json) as Json]
    }),
  )
  return components
}

/** The tree refers to itself and picks its branch by the key that is present, which the converter cannot see. */
function filterSchema(): Json {
  const tree = { $ref: '#/components/schemas/Filter' }
  const node = (key: string, schema: Json): Json => ({
    type: 'object',
    properties: { [key]: schema },
    required: [key],
    additionalProperties: false,
  })
  const several = { type: 'array', items: tree, minItems: 1 }
  const leaves = [Condition, EventCondition].map(leaf => schemaOf(leaf, 'input'))
  return { anyOf: [node('and', several), node('or', several), node('not', tree), ...leaves] }
}

/** `#/$defs/Lead` → `#/components/schemas/Lead`. */
function referring(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(referring)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/$defs/', '#/components/schemas/')
        : referring(value),
    ]),
  )
}
