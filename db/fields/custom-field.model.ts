import * as v from 'valibot'
import { customFieldEntities } from '../core/areas.model'
import {
  boolean,
  country,
  date,
  domain,
  email,
  type Field,
  type FieldKind,
  instant,
  integer,
  longText,
  number,
  openSelect,
  phone,
  select,
  text,
  trimmed,
  url,
} from '../core/field.model'

export const customFieldKinds = [
  'text',
  'longText',
  'integer',
  'number',
  'boolean',
  'date',
  'instant',
  'select',
  'email',
  'phone',
  'url',
  'domain',
  'country',
] as const satisfies readonly FieldKind[]

/** Keys of every JavaScript object: who looks up a value by one would find it in a record that has none. */
export const isTakenKey = (key: string): boolean => key === 'constructor' || key === 'prototype'

/** A field that a workspace adds to an entity. `key` is its address: `custom.<key>`. */
export const CustomFieldCreate = v.strictObject({
  entity: v.picklist(customFieldEntities),
  key: v.pipe(
    v.string(),
    v.regex(/^[a-z][a-z0-9_]{0,62}$/, 'Write small letters, digits and _, beginning with a letter.'),
    v.check(key => !isTakenKey(key), 'This key is taken. Choose another.'),
  ),
  label: trimmed(120),
  kind: v.picklist(customFieldKinds),
  options: v.optional(v.pipe(v.array(trimmed(120)), v.maxLength(500))),
  afterwards: v.optional(v.boolean(), false),
})
export type CustomFieldCreate = v.InferOutput<typeof CustomFieldCreate>

export const CustomFieldUpdate = v.strictObject({
  label: v.optional(CustomFieldCreate.entries.label),
  options: CustomFieldCreate.entries.options,
  afterwards: v.optional(v.boolean()),
})
export type CustomFieldUpdate = v.InferOutput<typeof CustomFieldUpdate>

/** Which fields of an entity stand on top in drawers and forms, in their order; all others do not. */
export const FieldArrangement = v.strictObject({
  entity: CustomFieldCreate.entries.entity,
  top: v.pipe(
    v.array(v.pipe(v.string(), v.uuid('Write the id of a field.'), v.toLowerCase())),
    v.maxLength(100),
    v.check(ids => new Set(ids).size === ids.length, 'Name each field once.'),
  ),
})
export type FieldArrangement = v.InferOutput<typeof FieldArrangement>

export const CustomField = v.object({
  id: v.string(),
  entity: v.picklist(customFieldEntities),
  key: v.string(),
  label: v.string(),
  kind: v.picklist(customFieldKinds),
  options: v.nullable(v.array(v.string())),
  afterwards: v.boolean(),
  /** Its place among those that stand on top in drawers and forms; null for the others. */
  topPosition: v.nullable(v.number()),
  createdAt: v.string(),
})
export type CustomField = v.InferOutput<typeof CustomField>

const make = { text, longText, integer, number, boolean, date, instant, email, phone, url, domain, country }

/** The definition as a field like any other, so that lists, filters, imports and models treat it as one. */
export function asField(definition: Pick<CustomField, 'kind' | 'options' | 'afterwards'>): Field {
  const traits = { afterwards: definition.afterwards }
  if (definition.kind !== 'select') return make[definition.kind](traits)
  return definition.options?.length ? select(definition.options, traits) : openSelect([], traits)
}
