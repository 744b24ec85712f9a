import { type Field, reference } from '../core/field.model'
import type { FilterCatalogue, Operator, Relation } from './filter.model'
import { operatorsFor } from './value.rules'

/** Where a condition's value is found. */
export interface Target {
  key: string
  field: Field
  custom: boolean
  relation?: { name: string } & Relation
  /** The kind of cause that made the record, which its event log tells. */
  maker?: string
}

/** Finds what `status`, `custom.size` or `customer.industry` names; undefined when the catalogue does not have it. */
export function targetOf(name: string, catalogue: FilterCatalogue): Target | undefined {
  const dot = name.indexOf('.')
  if (dot < 0) return own(catalogue.fields, name, false) ?? maker(catalogue.makers ?? {}, name)
  const prefix = name.slice(0, dot)
  const key = name.slice(dot + 1)
  if (prefix === 'custom') return own(catalogue.custom, key, true)
  if (!Object.hasOwn(catalogue.relations, prefix)) return undefined
  const relation = catalogue.relations[prefix]!
  const target = own(relation.fields, key, false)
  return target && { ...target, relation: { name: prefix, ...relation } }
}

/** Every name that the catalogue answers to. */
export function fieldNames({ fields, custom, relations, makers = {} }: FilterCatalogue): string[] {
  return [
    ...Object.keys(fields),
    ...Object.keys(makers),
    ...Object.keys(custom).map(key => `custom.${key}`),
    ...Object.entries(relations).flatMap(([name, relation]) =>
      Object.keys(relation.fields).map(key => `${name}.${key}`),
    ),
  ]
}

/** The operators that what is named understands, in the order of a menu. Who made a record is asked by one id; `not` asks the opposite. */
export const operatorsOf = ({ field, maker }: Pick<Target, 'field' | 'maker'>): readonly Operator[] =>
  maker ? ['eq'] : operatorsFor(field.kind)

function maker(makers: Record<string, string>, key: string): Target | undefined {
  if (!Object.hasOwn(makers, key)) return undefined
  const type = makers[key]!
  return { key, field: reference(type, { readOnly: true }), custom: false, maker: type }
}

function own(fields: Record<string, Field>, key: string, custom: boolean): Target | undefined {
  return Object.hasOwn(fields, key) ? { key, field: fields[key]!, custom } : undefined
}
