import type { Field } from '../core/field.model'
import type { FilterCatalogue, Relation } from './filter.model'

/** Where a condition's value is found. */
export interface Target {
  key: string
  field: Field
  custom: boolean
  relation?: { name: string } & Relation
}

/** Finds what `status`, `custom.size` or `customer.industry` names; undefined when the catalogue does not have it. */
export function targetOf(name: string, catalogue: FilterCatalogue): Target | undefined {
  const dot = name.indexOf('.')
  if (dot < 0) return own(catalogue.fields, name, false)
  const prefix = name.slice(0, dot)
  const key = name.slice(dot + 1)
  if (prefix === 'custom') return own(catalogue.custom, key, true)
  if (!Object.hasOwn(catalogue.relations, prefix)) return undefined
  const relation = catalogue.relations[prefix]!
  const target = own(relation.fields, key, false)
  return target && { ...target, relation: { name: prefix, ...relation } }
}

/** Every name that the catalogue answers to. */
export function fieldNames({ fields, custom, relations }: FilterCatalogue): string[] {
  return [
    ...Object.keys(fields),
    ...Object.keys(custom).map(key => `custom.${key}`),
    ...Object.entries(relations).flatMap(([name, relation]) =>
      Object.keys(relation.fields).map(key => `${name}.${key}`),
    ),
  ]
}

function own(fields: Record<string, Field>, key: string, custom: boolean): Target | undefined {
  return Object.hasOwn(fields, key) ? { key, field: fields[key]!, custom } : undefined
}
