import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { Fault, invalid, type Problem } from '../core/errors'
import type { Field, FieldKind } from '../core/field.model'
import type { Scope } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import { fieldsOf } from '../filter/describe.rules'
import type { Filter, FilterCatalogue } from '../filter/filter.model'
import { checkFilter } from '../filter/filter.rules'
import { partsOf } from '../filter/keyset'
import { type Cursor, cursorFits, parseSort, type SortKey } from '../filter/sort.rules'
import { catalogueOf } from './catalogue'
import { allFields, selectedOf, someCustom } from './columns'
import type { Entity } from './entity'
import { namesOf } from './names-of'
import { type Asking, askingFor, narrowed, oneAfterAnother } from './narrowed'
import { cellsOf, type RowCells, readRows, recordsText, rowsSql } from './row-text'
import { readableFields, scopeSql } from './scope'
import { slippedIds, type Wanted, wantedWords } from './words'

export interface ListAsked {
  filter?: Filter
  /** `-score,name`; newest first when absent. */
  sort?: string
  /** Fields wanted, `custom` among them; all when absent. `id` and `version` always come. */
  fields?: readonly string[]
  limit: number
  after?: unknown
  /** Words that must all stand in the searched fields; where no record has them, each but for a slip of the hand. */
  q?: string
  count?: 'exact' | 'estimate'
  /** The recycle bin instead of what is live. */
  deleted?: boolean
}

export interface ListPage {
  /** JSON text of the array of records. */
  results: string
  /** JSON text of the names of what they refer to, by id. */
  names: string
  next: Cursor | null
  total?: { value: number; exact: boolean }
}

/**
 * A page of an entity's records: one statement, from whose rows the JSON is written here.
 * Throws `invalid` for a filter, sort or field that the asker does not have, `malformed` for a cursor of another list.
 */
export async function listRecords(ctx: Context, entity: Entity, asked: ListAsked): Promise<ListPage> {
  return readPage(ctx, await prepareList(ctx, entity, asked))
}

/** A page of each of several lists, in their order and by one statement for all of them. Throws as `listRecords` does. */
export async function listSeveral(
  ctx: Context,
  lists: readonly { entity: Entity; asked: ListAsked }[],
): Promise<ListPage[]> {
  if (lists.length === 0) return []
  const ready = await Promise.all(lists.map(({ entity, asked }) => prepareList(ctx, entity, asked)))
  const [row] = await readOnce(ctx, sql => {
    const all = ready
      .map(one => sql`(select row_to_json(p) from (${pageSql(ctx, sql, one)}) p)`)
      .reduce((before, one) => sql`${before}, ${one}`)
    return sql<{ pages: PageRow[] }[]>`select json_build_array(${all}) as pages`
  })
  return Promise.all(row!.pages.map((page, at) => withSlips(ctx, ready[at]!, page)))
}

async function readPage(ctx: Context, ready: ReadyList): Promise<ListPage> {
  const [row] = await ready.asking.timed(readOnce(ctx, sql => sql<PageRow[]>`${pageSql(ctx, sql, ready)}`))
  return withSlips(ctx, ready, row!)
}

/** The page, or where no record has the words asked for, that of those near them. */
async function withSlips(ctx: Context, ready: ReadyList, row: PageRow): Promise<ListPage> {
  const wanted = row.rows === null ? await slipped(ctx, ready.entity, ready.wanted) : undefined
  return wanted ? readPage(ctx, { ...ready, wanted }) : pageOf(row, ready)
}

/** The records meant where none has the words; undefined where nothing is near them. */
export async function slipped(ctx: Context, entity: Entity, wanted: Wanted): Promise<Wanted | undefined> {
  const ids = 'words' in wanted ? await slippedIds(ctx, [entity], wanted.words) : []
  return ids.length ? { ids } : undefined
}

/** A list whose question was checked. */
export interface ReadyList {
  entity: Entity
  asked: ListAsked
  wanted: Wanted
  scope: Scope
  catalogue: FilterCatalogue
  sort: readonly SortKey[]
  keys: string[] | undefined
  fields: ReturnType<typeof selectedOf>
  /** The columns that make up a cursor, read behind the fields. */
  keyed: readonly RowCells[]
  asking: Asking
}

/** Checks a list's question. Throws as `listRecords` does. */
export async function prepareList(ctx: Context, entity: Entity, asked: ListAsked): Promise<ReadyList> {
  const scope = authorise(ctx, entity.name, 'read')
  const catalogue = await catalogueOf(ctx, entity, asked.filter ? fieldsOf(asked.filter) : [])
  const sort = checkedSort(asked, catalogue)
  const problems = asked.filter ? checkFilter(asked.filter, catalogue) : []
  if (problems.length) throw invalid(problems)
  const keys = wantedFields(ctx, entity, asked.fields)
  if (asked.after !== undefined && !cursorFits(asked.after, sort, catalogue))
    throw new Fault('malformed', 'This cursor belongs to another list.', {
      problems: [{ pointer: '?after', code: 'cursor', message: 'This cursor belongs to another list.' }],
    })
  const keyed = keyColumns(sort, catalogue).map(({ column, kind }) => cellsOf(column, kind))
  const wanted = wantedWords(asked.q ?? '')
  const asking = await askingFor(ctx, catalogue, asked)
  return {
    entity,
    asked,
    wanted,
    scope,
    catalogue,
    sort,
    keys,
    fields: selectedOf(entity, keys),
    keyed,
    asking,
  }
}

interface PageRow {
  rows: string | null
  names: string
  more: boolean
  total: number | null
}

function pageSql(ctx: Context, sql: postgres.ReservedSql, ready: ReadyList): postgres.Fragment {
  const { entity, asked, wanted, scope, catalogue, sort, keys, asking } = ready
  const reached = scopeSql(ctx, sql, entity, scope)
  const among = narrowed(ctx, sql, { ...asked, wanted }, catalogue, reached, asking)
  const limit = (rows: number) => writtenLimit(sql, rows)
  const table = sql.unsafe(`"${entity.name}"`)
  const parts = partsOf(sql, sort, asked.after as Cursor | undefined, catalogue, 't').flatMap(
    ({ condition, order }) =>
      among.each(
        where => sql`
        select t.* from ${table} t
        where ${where} ${condition ? sql`and ${condition}` : sql``}
        order by ${order} limit ${limit(asked.limit + 1)}`,
      ),
  )
  // Parts are read one after the other, the second only as far as the first falls short.
  const page =
    parts.length === 1
      ? parts[0]!
      : sql`select * from (${parts.map(part => sql`(${part})`).reduce((all, part) => sql`${all} union all ${part}`)}) t limit ${limit(asked.limit + 1)}`
  const counted = () => {
    const most = asked.count === 'exact' ? sql`` : sql`limit ${limit(countedExactly + 1)}`
    const all = among.each(where => sql`select 1 from ${table} t where ${where} ${most}`)
    return sql`(select count(*) from (${oneAfterAnother(sql, all)}) c)`
  }
  // A materialised query is read in the order in which it was made.
  return sql`
      with ${among.queries} page as materialized (
        ${page}),
      shown as (select * from page limit ${limit(asked.limit)})
      select
        (select ${sql.unsafe(rowsSql(columnsRead(ready)))} from shown t) as rows,
        ${namesOf(ctx, sql, entity, keys)} as names,
        exists (select 1 from page offset ${limit(asked.limit)}) as more,
        ${asked.count ? counted() : sql`null::bigint`} as total`
}

/**
 * A number of rows written out, for a plan whose limit is a parameter expects a tenth of the table: it would be thrown away and made anew
 * each time, which takes longer than the list itself.
 */
export const writtenLimit = (sql: postgres.ReservedSql, rows: number) => sql.unsafe(String(Math.trunc(rows)))

const columnsRead = ({ fields, keyed }: ReadyList): string[] => [
  ...fields.flatMap(({ cells }) => cells.columns),
  ...keyed.flatMap(({ columns }) => columns),
]

function pageOf({ rows: text, names, more, total }: PageRow, ready: ReadyList): ListPage {
  const { count } = ready.asked
  const width = columnsRead(ready).length
  const rows = readRows(text, width)
  const last = rows.at(-1)
  const keysAt = width - ready.keyed.length
  return {
    results: recordsText(ready.fields, rows),
    names,
    next: last && more ? cursorRead(ready.keyed, last, keysAt) : null,
    ...(total === null
      ? {}
      : {
          total: {
            value: Math.min(total, count === 'exact' ? total : countedExactly),
            exact: count === 'exact' || total <= countedExactly,
          },
        }),
  }
}

/** The cursor after a row, whose id comes first and whose columns of the sort begin at `at`. */
export const cursorRead = (
  keyed: readonly RowCells[],
  cells: readonly (string | null)[],
  at: number,
): Cursor => ({
  values: keyed.map(({ read }, n) => read(cells, at + n) as Cursor['values'][number]),
  id: cells[0]!,
})

/** An estimate counts up to here, and says “at least” beyond. */
export const countedExactly = 10_000

function checkedSort(asked: ListAsked, catalogue: FilterCatalogue): readonly SortKey[] {
  const parsed = parseSort(asked.sort, catalogue)
  if (!parsed.ok) throw invalid(parsed.problems)
  return parsed.sort
}

/**
 * Keys of the fields asked for, with `version`; undefined for all. One of the model that is closed to the asker is left out, as it is of a whole record, so that a screen
 * shows each the rest. Throws `invalid` at `?fields` for one that there is not.
 */
export function wantedFields(
  ctx: Context,
  entity: Entity,
  wanted: readonly string[] | undefined,
): string[] | undefined {
  const readable = readableFields(ctx, entity)
  if (!wanted) return readable && [...readable]
  const known = allFields(entity)
  const problems: Problem[] = wanted
    .filter(field => !Object.hasOwn(known, field) && field !== 'id' && field !== 'custom')
    .map(field => ({
      pointer: '?fields',
      code: 'unknown_field',
      message: `There is no field “${field}”.`,
      params: { field },
    }))
  if (problems.length) throw invalid(problems)
  const own = readable?.filter(key => key.startsWith(someCustom)) ?? ['custom']
  const open = wanted.filter(
    field => field === 'id' || field === 'custom' || !readable || readable.includes(field),
  )
  return [...new Set(['version', ...open.flatMap(field => (field === 'custom' ? own : [field]))])]
}

interface KeyColumn {
  column: string
  kind: FieldKind
}

/** The columns of row `t` whose values a cursor of this sort keeps; amounts sort by their currency first. */
const keyColumns = (sort: readonly SortKey[], { fields }: FilterCatalogue): KeyColumn[] =>
  sort.flatMap(({ field }): KeyColumn[] => {
    const column = `t.${snakeCase(field)}`
    const { kind } = fields[field] as Field
    return kind === 'money'
      ? [
          { column: `${column}_currency`, kind: 'text' },
          { column: `${column}_minor`, kind: 'integer' },
        ]
      : [{ column, kind }]
  })

/** The values of the sort keys of row `t`, as a cursor keeps them. */
export const lastValues = (
  sql: postgres.ReservedSql,
  sort: readonly SortKey[],
  catalogue: FilterCatalogue,
): postgres.Fragment =>
  sql`${sql.unsafe(
    keyColumns(sort, catalogue)
      .map(({ column }) => column)
      .join(', '),
  )}`
