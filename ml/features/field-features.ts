import { currencyExponent } from '@sextant/db/core/currencies.rules'
import type { Field, Fields } from '@sextant/db/core/field.model'
import type { CustomField } from '@sextant/db/fields/custom-field.model'
import { asField } from '@sextant/db/fields/custom-field.model'
import type { FeatureDef, FeatureValue } from '../app/spec.model'
import type { Feature, KnownRecord, Workspace } from './feature'

const dayMs = 86_400_000

/** What a field may tell a model. Addresses tell only whether they are known: their text is a person's. */
type Use = Pick<FeatureDef, 'kind' | 'evidence'> & {
  read: (value: unknown, record: KnownRecord) => FeatureValue
}

const known: Use = {
  kind: 'boolean',
  evidence: 'something',
  read: value => value !== null && value !== undefined && value !== '',
}
const level: Use = { kind: 'category', read: value => (typeof value === 'string' ? value : null) }
const figure: Use = { kind: 'number', read: value => (typeof value === 'number' ? value : null) }
const flag: Use = { kind: 'boolean', read: value => (typeof value === 'boolean' ? value : null) }
/** Days from the record's beginning: negative before it. A day is told from the day of the beginning, whatever the hour of that was. */
const daysFrom = (beginning: (record: KnownRecord) => number): Use => ({
  kind: 'number',
  read: (value, record) => {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
    // Never −0, which is none of the values that a reason shows.
    return Number.isFinite(at) ? Math.round((at - beginning(record)) / dayMs) + 0 : null
  },
})

const uses: Partial<Record<Field['kind'], Use>> = {
  text: level,
  select: level,
  country: level,
  language: level,
  integer: figure,
  number: figure,
  boolean: flag,
  date: daysFrom(({ openedDay }) => Date.parse(openedDay)),
  instant: daysFrom(({ openedMs }) => openedMs),
  longText: known,
  email: known,
  phone: known,
  url: known,
  domain: known,
}

type Part = 'values' | 'custom' | 'customer' | 'product'

/**
 * Features of fields, by their kind. `labels` are English; screens translate built-in features by their key. Money gives two: the
 * amount in whole units of the workspace's currency (other currencies have no rate yet, so they are missing) and the currency.
 */
export function fieldFeatures(
  fields: Fields,
  labels: Record<string, string>,
  part: Part = 'values',
  prefix = '',
): Feature[] {
  return Object.entries(labels).flatMap(([name, label]) => {
    const field = fields[name]
    if (!field) throw new Error(`There is no field “${name}” to make a feature of.`)
    if (field.traits.afterwards || field.traits.readOnly)
      throw new Error(`“${name}” is known only afterwards, or cannot be told as of a moment.`)
    const from = (record: KnownRecord) => record[part]?.[name]
    if (field.kind === 'money') return moneyFeatures(`${prefix}${name}`, label, from)
    const use = uses[field.kind]
    if (!use) throw new Error(`A ${field.kind} field cannot be a feature.`)
    const key = use === known ? `${prefix}${name}.known` : `${prefix}${name}`
    const { read, ...told } = use
    return [{ key, label, ...told, of: record => read(from(record), record) } satisfies Feature]
  })
}

function moneyFeatures(key: string, label: string, from: (record: KnownRecord) => unknown): Feature[] {
  const money = (record: KnownRecord) =>
    from(record) as { minor: number; currency: string } | null | undefined
  return [
    {
      key,
      label,
      kind: 'number',
      of: (record, workspace: Workspace) => {
        const amount = money(record)
        if (!amount || amount.currency !== workspace.currency) return null
        return amount.minor / 10 ** currencyExponent(amount.currency)
      },
    },
    {
      key: `${key}.currency`,
      label: `${label}: currency`,
      kind: 'category',
      evidence: 'circumstance',
      of: record => money(record)?.currency ?? null,
    },
  ]
}

/** Features of the workspace's own fields. Those known only afterwards are told to the pipeline, which names them in the card and leaves them out. */
export function customFeatures(definitions: readonly CustomField[]): Feature[] {
  return definitions.flatMap(definition => {
    const use = uses[asField(definition).kind]
    if (!use) return []
    const { key, label, afterwards } = definition
    return [
      {
        key: `custom.${key}`,
        label,
        kind: use.kind,
        evidence: use.evidence,
        ...(afterwards ? { afterwards } : {}),
        of: record => (afterwards ? null : use.read(record.custom[key], record)),
      } satisfies Feature,
    ]
  })
}
