import type postgres from 'postgres'
import type { FieldKind } from '../core/field.model'
import { snakeCase } from '../core/names.rules'
import type { Ordinal } from './plan.rules'
import type { Target } from './target.rules'
import { instantText, isoDayPattern, isoInstantPattern } from './time.rules'

/** A pool, a reserved connection or a transaction. */
export type Sql = postgres.ISql
export type Fragment = ReturnType<typeof fragmentOf>
const fragmentOf = (sql: Sql) => sql``

export type Choice = string | number | boolean

/** One side of a comparison in SQL. */
export interface Operand {
  /** SQL of the value; null when it is missing or not of the field's kind. */
  value: Fragment
  /** A parameter of the value's type, so that the value itself needs no cast and its index serves. */
  bind: (value: Ordinal | boolean) => Fragment
  /** Money only. */
  currency?: Fragment
  /** Whether the value is one of these. */
  among: (values: readonly Choice[]) => Fragment
}

/** A field of the table `alias` as SQL: its value, and how one or several values are compared with it. */
export const operandOf = (sql: Sql, alias: string, target: Target): Operand =>
  target.custom ? customOperand(sql, alias, target) : columnOperand(sql, alias, target)

/** The column that holds a field of the table `alias`. */
export function columnOf(sql: Sql, alias: string, key: string): Fragment {
  return sql`${sql(`${alias}.${snakeCase(key)}`)}`
}

function columnOperand(sql: Sql, alias: string, { key, field: { kind } }: Target): Operand {
  if (kind === 'money') {
    const value = columnOf(sql, alias, `${key}Minor`)
    const currency = columnOf(sql, alias, `${key}Currency`)
    const bind = (minor: Ordinal | boolean) => bindTo(sql, 'integer', minor)
    return { value, currency, bind, among: values => oneOf(sql, value, values, 'integer') }
  }
  const value = columnOf(sql, alias, key)
  return { value, bind: one => bindTo(sql, kind, one), among: values => oneOf(sql, value, values, kind) }
}

/** A list is one array parameter, so that its length does not make another prepared statement. */
export function oneOf(sql: Sql, value: Fragment, values: readonly Choice[], kind: FieldKind): Fragment {
  if (values.length === 1) return sql`${value} = ${bindTo(sql, kind, values[0]!)}`
  const list = `{${values.map(one => `"${String(one).replace(/["\\]/g, '\\$&')}"`).join(',')}}`
  if (kind === 'integer') return sql`${value} = any(${list}::text::bigint[])`
  if (kind === 'number') return sql`${value} = any(${list}::text::double precision[])`
  if (kind === 'reference') return sql`${value} = any(${list}::text::uuid[])`
  return sql`${value} = any(${list}::text::text[])`
}

/** Text goes through `::text` first: the client then sends it as it is, whatever serialisers it was given for the type. */
export function bindTo(sql: Sql, kind: FieldKind, value: Ordinal | boolean): Fragment {
  switch (kind) {
    case 'integer':
      return sql`${String(value)}::text::bigint`
    case 'number':
      return sql`${String(value)}::text::double precision`
    case 'boolean':
      return sql`${String(value)}::text::boolean`
    case 'date':
      return sql`${String(value)}::text::date`
    case 'instant':
      return sql`${instantText(value as bigint)}::text::timestamptz`
    case 'reference':
      return sql`${String(value)}::text::uuid`
    default:
      return sql`${String(value)}::text`
  }
}

/** So many are asked for one by one, which an index on `custom` can answer; more of them would be more parameters than a statement may have. */
const fewChoices = 20

/**
 * Custom values are JSON, and a field's kind can have changed since a value was written: what is not of the kind counts
 * as missing. Numbers and truth values are compared as jsonb, which cannot fail and is exact.
 */
function customOperand(sql: Sql, alias: string, { key, field: { kind } }: Target): Operand {
  const custom = columnOf(sql, alias, 'custom')
  const json = sql`(${custom} -> ${key}::text)`
  const text = sql`(${custom} ->> ${key}::text)`
  const asJson = (value: unknown) => sql`${JSON.stringify(value)}::text::jsonb`
  const among = (values: readonly Choice[]) =>
    values.length > fewChoices
      ? sql`${json} = any(array(select jsonb_array_elements(${JSON.stringify(values)}::text::jsonb)))`
      : sql`(${joined(
          sql,
          values.map(one => sql`${custom} @> ${asJson({ [key]: one })}`),
          'or',
        )})`
  const typed = (type: string, value: Fragment) =>
    sql`(case when jsonb_typeof(${json}) = ${type}::text then ${value} end)`
  switch (kind) {
    case 'integer':
    case 'number':
      return { value: typed('number', json), bind: asJson, among }
    case 'boolean':
      return { value: typed('boolean', json), bind: asJson, among }
    case 'date':
      return {
        value: sql`(case when ${text} ~ ${isoDayPattern}::text and pg_input_is_valid(${text}, 'date') then ${text} end collate "C")`,
        bind: value => sql`${String(value)}::text`,
        among,
      }
    case 'instant':
      return {
        value: sql`(case when ${text} ~ ${isoInstantPattern}::text and pg_input_is_valid(${text}, 'timestamptz')
          then regexp_replace(${text}, ${'(\\.[0-9]{6})[0-9]+'}::text, ${'\\1'}::text)::timestamptz end)`,
        bind: value => bindTo(sql, 'instant', value),
        among,
      }
    case 'money':
      return {
        value: sql`(case when jsonb_typeof(${json} -> 'minor') = 'number' then ${json} -> 'minor' end)`,
        currency: sql`(${json} ->> 'currency')`,
        bind: asJson,
        among,
      }
    default:
      return {
        value: typed('string', text),
        bind: value => sql`${String(value)}::text`,
        among,
      }
  }
}

/** The conditions between and or or; at least one. */
export function joined(sql: Sql, parts: readonly Fragment[], word: 'and' | 'or'): Fragment {
  const between = word === 'and' ? sql` and ` : sql` or `
  return parts.reduce((all, part) => sql`${all}${between}${part}`)
}
