import type { FieldKind } from '../core/field.model'
import { isPresent } from '../core/record.model'
import type { FilterCatalogue } from './filter.model'
import { bindTo, columnOf, type Fragment, joined, type Sql } from './operand'
import type { Cursor, SortKey } from './sort.rules'
import { microsOf } from './time.rules'

interface SortColumn {
  column: Fragment
  kind: FieldKind
  direction: 'asc' | 'desc'
  /** NOT NULL. */
  present: boolean
}

/**
 * ORDER BY of a list, without the words: the sorted columns with missing values last, then the id in the direction of the
 * last column. NOT NULL columns go without `NULLS LAST`, so that one ascending index serves both directions. Amounts go
 * by currency, then by amount: those of two currencies have no order among them.
 */
export function orderBy(
  sql: Sql,
  sort: readonly SortKey[],
  catalogue: FilterCatalogue,
  alias: string,
): Fragment {
  const parts = sortColumns(sql, sort, catalogue, alias).map(({ column, direction, present }) => {
    if (direction === 'asc') return sql`${column}`
    return present ? sql`${column} desc` : sql`${column} desc nulls last`
  })
  return parts.reduce((all, part) => sql`${all}, ${part}`)
}

/**
 * The condition that a row comes after the cursor in that order. Where all columns are NOT NULL and of one direction it is
 * a row comparison, from which an index scan starts. Takes a cursor that `cursorFits` accepts.
 */
export function after(
  sql: Sql,
  sort: readonly SortKey[],
  cursor: Cursor,
  catalogue: FilterCatalogue,
  alias: string,
): Fragment {
  const columns = sortColumns(sql, sort, catalogue, alias)
  const values = [...cursor.values, cursor.id]
  const first = columns[0]!
  if (columns.every(({ present, direction }) => present && direction === first.direction)) {
    const row = listed(
      sql,
      columns.map(({ column }) => column),
    )
    const bound = listed(
      sql,
      columns.map(({ kind }, index) => parameter(sql, kind, values[index]!)),
    )
    return first.direction === 'asc' ? sql`(${row}) > (${bound})` : sql`(${row}) < (${bound})`
  }
  const alternatives = columns.flatMap((column, index) => {
    const beyond = beyondValue(sql, column, values[index] ?? null)
    if (!beyond) return []
    const ties = columns.slice(0, index).map((tied, at) => sameValue(sql, tied, values[at] ?? null))
    return [sql`(${joined(sql, [...ties, beyond], 'and')})`]
  })
  const start = startOf(sql, first, values[0] ?? null)
  const either = sql`(${joined(sql, alternatives, 'or')})`
  return start ? sql`(${start} and ${either})` : either
}

function sortColumns(
  sql: Sql,
  sort: readonly SortKey[],
  catalogue: FilterCatalogue,
  alias: string,
): SortColumn[] {
  const columns = sort.flatMap(({ field: key, direction }): SortColumn[] => {
    const field = Object.hasOwn(catalogue.fields, key) ? catalogue.fields[key] : undefined
    if (!field) throw new RangeError(`The catalogue of ${catalogue.entity} has no field ${key}.`)
    const present = isPresent(field)
    if (field.kind !== 'money')
      return [{ column: columnOf(sql, alias, key), kind: field.kind, direction, present }]
    return [
      { column: columnOf(sql, alias, `${key}Currency`), kind: 'text', direction, present },
      { column: columnOf(sql, alias, `${key}Minor`), kind: 'integer', direction, present },
    ]
  })
  const direction = columns.at(-1)?.direction ?? 'desc'
  return [...columns, { column: columnOf(sql, alias, 'id'), kind: 'reference', direction, present: true }]
}

/** Nothing comes after a missing value but its ties. */
function beyondValue(
  sql: Sql,
  { column, kind, direction, present }: SortColumn,
  value: Value,
): Fragment | undefined {
  if (value === null) return undefined
  const limit = parameter(sql, kind, value)
  const beyond = direction === 'asc' ? sql`${column} > ${limit}` : sql`${column} < ${limit}`
  return present ? beyond : sql`(${beyond} or ${column} is null)`
}

const sameValue = (sql: Sql, { column, kind }: SortColumn, value: Value): Fragment =>
  value === null ? sql`${column} is null` : sql`${column} = ${parameter(sql, kind, value)}`

/** What an index scan of the first column can begin from. */
function startOf(
  sql: Sql,
  { column, kind, direction, present }: SortColumn,
  value: Value,
): Fragment | undefined {
  if (value === null) return sql`${column} is null`
  if (!present) return undefined
  const limit = parameter(sql, kind, value)
  return direction === 'asc' ? sql`${column} >= ${limit}` : sql`${column} <= ${limit}`
}

type Value = Cursor['values'][number]

const parameter = (sql: Sql, kind: FieldKind, value: NonNullable<Value> | null): Fragment =>
  bindTo(sql, kind, kind === 'instant' ? microsOf(String(value))! : (value as NonNullable<Value>))

const listed = (sql: Sql, parts: Fragment[]): Fragment => parts.reduce((all, part) => sql`${all}, ${part}`)
