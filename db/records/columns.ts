import type { AnySchema, Field, Fields } from '../core/field.model'
import { keyColumn, keyOf, searchText } from '../core/keys'
import { snakeCase } from '../core/names.rules'
import { type AnyRecord, systemFields } from '../core/record.model'
import type { Entity } from './entity'

/** All fields of an entity by key, the system's included. */
export const allFields = (entity: Entity): Fields => ({ ...entity.model.fields, ...(systemFields as Fields) })

const selected = (key: string, { kind }: Pick<Field<AnySchema>, 'kind'>): string => {
  const name = snakeCase(key)
  if (kind === 'money')
    return `case when t.${name}_minor is null then null else json_build_object('minor', t.${name}_minor, 'currency', t.${name}_currency) end as "${key}"`
  return name === key ? `t.${name}` : `t.${name} as "${key}"`
}

const projections = new WeakMap<Entity, string>()

/** The SELECT list that gives a record in its API shape. The names are the model's own, so nothing of a caller gets into the SQL. */
export function projectionOf(entity: Entity, keys?: readonly string[]): string {
  const fields = allFields(entity)
  if (keys)
    return [
      't.id',
      ...keys
        .filter(key => key !== 'id')
        .map(key => (key === 'custom' ? 't.custom' : selected(key, fields[key]!))),
    ].join(', ')
  let projection = projections.get(entity)
  if (!projection) {
    projection = [
      't.id',
      ...Object.entries(fields).map(([key, field]) => selected(key, field)),
      't.custom',
    ].join(', ')
    projections.set(entity, projection)
  }
  return projection
}

/** Field values as columns. Absent fields are left out; keys of a field given are derived from the whole record. */
export function columnsOf(
  entity: Entity,
  values: Record<string, unknown>,
  whole: Record<string, unknown>,
): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  const fields = allFields(entity)
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || key === 'custom') continue
    const name = snakeCase(key)
    if (fields[key]!.kind === 'money') {
      const money = value as { minor: number; currency: string } | null
      columns[`${name}_minor`] = money?.minor ?? null
      columns[`${name}_currency`] = money?.currency ?? null
    } else columns[name] = value
  }
  for (const rule of entity.keys) {
    if (rule.as !== 'exact') columns[keyColumn(rule)] = keyOf(rule, whole)
  }
  columns.search = searchOf(entity, whole)
  return columns
}

export const searchOf = (entity: Entity, record: Record<string, unknown>): string =>
  searchText(
    Object.entries(entity.model.fields).flatMap(([key, field]) =>
      field.traits.searched ? [record[key]] : [],
    ),
  )

/** Fields whose value differs, with custom fields as `custom.<key>`: what an event says of a change. */
export function difference(
  before: AnyRecord | null,
  after: AnyRecord,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const old: Record<string, unknown> = {}
  const now: Record<string, unknown> = {}
  const note = (key: string, was: unknown, is: unknown) => {
    if (same(was, is)) return
    old[key] = was ?? null
    now[key] = is ?? null
  }
  for (const key of Object.keys(after)) {
    if (key !== 'custom' && !(key in systemFields) && key !== 'id') note(key, before?.[key], after[key])
  }
  for (const key of new Set([...Object.keys(before?.custom ?? {}), ...Object.keys(after.custom)]))
    note(`custom.${key}`, before?.custom[key], after.custom[key])
  return { before: old, after: now }
}

/** Whether two field values are equal: null and absent are one, money by its parts. */
export const same = (a: unknown, b: unknown): boolean =>
  (a ?? null) === (b ?? null) ||
  (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
