import type postgres from 'postgres'
import type { Tx } from '../core/database'
import {
  type AnySchema,
  databaseInstant,
  type Field,
  type Fields,
  instantMs,
  type Money,
} from '../core/field.model'
import { keyColumn, keyOf } from '../core/keys'
import { snakeCase } from '../core/names.rules'
import { type AnyRecord, systemFields } from '../core/record.model'
import { searchText } from '../core/search-text'
import type { Entity } from './entity'
import { cellsOf, type RowCells } from './row-text'

const known = new WeakMap<Entity, Fields>()

/** All fields of an entity by key, the system's included. */
export function allFields(entity: Entity): Fields {
  const fields = known.get(entity) ?? { ...entity.model.fields, ...(systemFields as Fields) }
  known.set(entity, fields)
  return fields
}

/** Fields that the machine keeps up to date by itself. */
export const derivedOf = (entity: Entity): string[] =>
  Object.entries(entity.model.fields).flatMap(([key, { traits }]) => (traits.derived ? [key] : []))

/**
 * The rows `t` of these ids. One is asked for by equality: of an array Postgres thinks that it is longer than it is, and would plan the statement anew
 * each time.
 */
export const ofIds = (sql: Tx, ids: readonly string[]): postgres.Fragment =>
  ids.length === 1 ? sql`t.id = ${ids[0]!}` : sql`t.id = any(${[...ids]}::uuid[])`

/** A field in its API shape: the SQL of its value over the alias `t`, and what it is made of where the process writes the JSON. */
interface Selected {
  key: string
  sql: string
  cells: RowCells
}

const selected = (key: string, { kind }: Pick<Field<AnySchema>, 'kind'>): Selected => {
  const name = snakeCase(key)
  const sql =
    kind === 'money'
      ? `case when t.${name}_minor is null then null else json_build_object('minor', t.${name}_minor, 'currency', t.${name}_currency) end`
      : `t.${name}`
  return { key, sql, cells: cellsOf(`t.${name}`, kind) }
}

const whole = new WeakMap<Entity, readonly Selected[]>()

/** Among keys of fields: the workspace's own fields, as far as they are listed as `custom.<key>`. The key `custom` is all of them. */
export const someCustom = 'custom.'
export const isCustom = (key: string): boolean => key.startsWith(someCustom) && key !== someCustom

/** The object of the workspace's own fields with these keys alone. */
function customCell(keys: readonly string[]): Selected {
  // Nothing else can be the key of such a field, and nothing else gets into the SQL.
  const names = keys.filter(isCustom).map(key => key.slice(someCustom.length))
  const listed = names.filter(name => /^[a-z][a-z0-9_]*$/.test(name)).map(name => `'${name}'`)
  const sql = listed.length
    ? `(select coalesce(jsonb_object_agg(c.key, c.value), '{}') from jsonb_each(t.custom) c where c.key in (${listed.join(', ')}))`
    : `'{}'::jsonb`
  return { key: 'custom', sql, cells: cellsOf(sql, 'json') }
}

/**
 * The fields of a record in its API shape, `id` first. The names are the model's own, and those of the workspace's own fields are checked, so nothing of
 * a caller gets into the SQL.
 */
export function selectedOf(entity: Entity, keys?: readonly string[]): readonly Selected[] {
  const id = { key: 'id', sql: 't.id', cells: cellsOf('t.id', 'reference') }
  const custom = { key: 'custom', sql: 't.custom', cells: cellsOf('t.custom', 'json') }
  const fields = allFields(entity)
  if (keys)
    return [
      id,
      ...keys
        .filter(key => key !== 'id' && !isCustom(key))
        .map(key => {
          if (key === someCustom) return customCell(keys)
          return key === 'custom' ? custom : selected(key, fields[key]!)
        }),
    ]
  let all = whole.get(entity)
  if (!all) {
    all = [id, ...Object.entries(fields).map(([key, field]) => selected(key, field)), custom]
    whole.set(entity, all)
  }
  return all
}

/** The SELECT list that gives a record in its API shape. */
export const projectionOf = (entity: Entity, keys?: readonly string[]): string =>
  selectedOf(entity, keys)
    .map(({ key, sql }) => `${sql} as "${key}"`)
    .join(', ')

/** Field values as columns, and what is derived from the whole record: its keys, and the text that search looks through. Absent fields are left out. */
export function columnsOf(
  entity: Entity,
  values: Record<string, unknown>,
  whole: Record<string, unknown>,
): Record<string, unknown> {
  const columns = plainColumnsOf(entity, values)
  for (const rule of entity.keys) {
    if (rule.as !== 'exact') columns[keyColumn(rule)] = keyOf(rule, whole)
  }
  columns.search = searchText(entity.model.fields, entity.titleField, whole)
  return columns
}

/** Field values as columns, and nothing else. */
export function plainColumnsOf(entity: Entity, values: Record<string, unknown>): Record<string, unknown> {
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
  return columns
}

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

/** A value in the writing in which it will be read back: instants in UTC, ids in small letters, no zero below zero. */
export function asRead({ kind }: Pick<Field, 'kind'>, value: unknown): unknown {
  if (typeof value === 'string')
    return kind === 'instant' ? databaseInstant(value) : kind === 'reference' ? value.toLowerCase() : value
  if (typeof value === 'number') return value + 0
  if (kind === 'money' && value) {
    const { minor, currency } = value as Money
    return { minor: minor + 0, currency }
  }
  return value
}

/** Whether a value as a caller writes it is the one that is there: times by the moment, ids and money whatever way they are written. */
export function sameValue({ kind }: Field, given: unknown, held: unknown): boolean {
  if (typeof given === 'string' && typeof held === 'string') {
    if (kind === 'instant') return instantMs(given) === instantMs(held)
    if (kind === 'reference') return given.toLowerCase() === held.toLowerCase()
  }
  return same(given, held)
}

/** Whether two field values are equal: null and absent are one, money by its parts. */
export const same = (a: unknown, b: unknown): boolean =>
  (a ?? null) === (b ?? null) ||
  (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
