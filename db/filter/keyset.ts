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
  return listed(
    sql,
    sortColumns(sql, sort, catalogue, alias).map(column => ordered(sql, column)),
  )
}

function ordered(sql: Sql, { column, direction, present }: SortColumn): Fragment {
  if (direction === 'asc') return sql`${column}`
  return present ? sql`${column} desc` : sql`${column} desc nulls last`
}

/** A part of a list: the rows of `condition` (absent: all that are asked for) in the order of an index. */
export interface ListPart {
  condition?: Fragment
  order: Fragment
}

/**
 * What of a list comes after the cursor (absent: all of it) in its order, as parts that follow each other and that an index can each begin where it has to. By
 * a field that may be missing these are the records that have it, by its index from either end, and then those that have not. Takes a cursor
 * that `cursorFits` accepts.
 */
export function partsOf(
  sql: Sql,
  sort: readonly SortKey[],
  cursor: Cursor | undefined,
  catalogue: FilterCatalogue,
  alias: string,
): ListPart[] {
  const columns = sortColumns(sql, sort, catalogue, alias)
  const first = columns[0]!
  const values = cursor && [...cursor.values, cursor.id]
  if (first.present)
    return [
      {
        condition: values && after(sql, columns, values),
        order: listed(
          sql,
          columns.map(column => ordered(sql, column)),
        ),
      },
    ]
  // An amount is two columns, both there or neither.
  const own = catalogue.fields[sort[0]!.field]!.kind === 'money' ? 2 : 1
  const order = listed(
    sql,
    columns.map((column, index) => (index < own ? asIndexed(sql, column) : ordered(sql, column))),
  )
  const missing = sql`${first.column} is null`
  const part = (condition: Fragment, from: Fragment | undefined): ListPart => ({
    condition: from ? sql`${condition} and ${from}` : condition,
    order,
  })
  if (values && values[0] === null) return [part(missing, after(sql, columns.slice(own), values.slice(own)))]
  const having = columns.map((column, index) => (index < own ? { ...column, present: true } : column))
  return [
    part(sql`${first.column} is not null`, values && after(sql, having, values)),
    part(missing, undefined),
  ]
}

/** Where a column has a value in each row, or in none, it does not matter where missing ones would stand: they stand as in its index. */
const asIndexed = (sql: Sql, { column, direction }: SortColumn): Fragment =>
  direction === 'asc' ? sql`${column} asc nulls first` : sql`${column} desc nulls last`

/**
 * The condition that a row comes after the values in the columns' order. Where all columns are NOT NULL and of one direction it is
 * a row comparison, from which an index scan starts.
 */
function after(sql: Sql, columns: readonly SortColumn[], values: readonly Value[]): Fragment {
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
