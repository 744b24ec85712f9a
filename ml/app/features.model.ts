import type { Field, FieldKind, Fields } from '@sextant/db/core/field.model'
import type { FeatureDef, FeatureValue } from './spec.model'

const dayMs = 86_400_000

/** How a field of each kind becomes a feature. Null: free text and addresses name a record, they do not foretell it. */
const featureOfKind: Record<FieldKind, FeatureDef['kind'] | null> = {
  text: 'category',
  longText: null,
  email: null,
  phone: null,
  url: null,
  domain: null,
  country: 'category',
  language: 'category',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  date: 'number',
  instant: 'number',
  money: 'number',
  select: 'category',
  reference: 'category',
}

/** A feature, and the field it is read from. */
export interface FieldFeature extends FeatureDef {
  field: FieldKind
}

/**
 * Features of a record's fields. `labels` names them for readers (a field without one is named by its key); `without` leaves out
 * what only names the record or changes with the outcome. Fields marked `afterwards` stay in, marked, for the card.
 * Fields about a person are left out: a score must not rest on a name.
 */
export function featuresOf(
  fields: Fields | Record<string, Pick<Field, 'kind' | 'traits'>>,
  without: readonly string[],
  labels: Record<string, string> = {},
): FieldFeature[] {
  return Object.entries(fields).flatMap(([key, { kind, traits }]) => {
    const feature = featureOfKind[kind]
    if (!feature || without.includes(key) || traits.personal) return []
    return [
      { key, label: labels[key] ?? key, kind: feature, field: kind, afterwards: traits.afterwards === true },
    ]
  })
}

/**
 * A record's values as a model takes them. `record` is its JSON as it was at `at` (epoch ms), custom fields under `custom`. Money is
 * minor units, days and instants are days before `at` (negative: still to come). What is of another type counts as missing.
 */
export function featureValues(
  features: readonly FieldFeature[],
  record: Record<string, unknown>,
  at: number,
): Record<string, FeatureValue> {
  const values: Record<string, FeatureValue> = {}
  for (const { key, field } of features) values[key] = featureValue(field, read(record, key), at)
  return values
}

function read(record: Record<string, unknown>, key: string): unknown {
  if (!key.startsWith('custom.')) return record[key]
  const { custom } = record
  return isObject(custom) ? custom[key.slice('custom.'.length)] : undefined
}

function featureValue(field: FieldKind, value: unknown, at: number): FeatureValue {
  if (field === 'money') return isObject(value) && typeof value.minor === 'number' ? value.minor : null
  if (field === 'date' || field === 'instant') {
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
    return Number.isFinite(time) ? (at - time) / dayMs : null
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
