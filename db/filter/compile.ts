import { snakeCase } from '../core/names.rules'
import type { Filter, FilterCatalogue } from './filter.model'
import { columnOf, type Fragment, joined, type Operand, oneOf, operandOf, type Sql } from './operand'
import { type Asked, type Bound, type EventTest, type Plan, planFilter, type Test } from './plan.rules'
import type { Target } from './target.rules'
import { instantText } from './time.rules'

export interface CompileOptions extends Asked {
  /** Alias of the entity's table in the query. It stands in the SQL as an identifier: never a caller's text. */
  alias: string
}

/**
 * The filter as a condition for WHERE, on the catalogue's table under `alias`. A row that does not match gives false or
 * null: combine it with AND and OR only, and write `(…) is not true` for its opposite. Takes a filter that `checkFilter`
 * accepts. A fragment must not be returned from an async function or awaited: postgres.js would run it.
 */
export function compileFilter(
  sql: Sql,
  filter: Filter,
  catalogue: FilterCatalogue,
  options: CompileOptions,
): Fragment {
  return compilePlan(sql, planFilter(filter, catalogue, options), catalogue.entity, options.alias, true)
}

/** `required`: a record that does not pass this part is not among those that pass the whole. */
function compilePlan(sql: Sql, plan: Plan, entity: string, alias: string, required: boolean): Fragment {
  switch (plan.type) {
    case 'and':
    case 'or': {
      const parts = plan.parts.map(part =>
        compilePlan(sql, part, entity, alias, required && plan.type === 'and'),
      )
      return sql`(${joined(sql, parts, plan.type)})`
    }
    case 'event':
      return compileEvent(sql, plan.event, plan.negated, entity, alias)
    case 'made':
      return compileMade(sql, plan, alias, required)
    case 'test':
      return compileTest(sql, plan, alias)
  }
}

function compileTest(sql: Sql, { target, test, negated }: Plan & { type: 'test' }, alias: string): Fragment {
  if (target.relation) {
    const { name, entity, via } = target.relation
    const related = `${alias}_${snakeCase(name)}`
    const exists = sql`exists (
      select from ${sql(snakeCase(entity))} as ${sql(related)}
      where ${columnOf(sql, related, 'workspaceId')} = ${columnOf(sql, alias, 'workspaceId')}
        and ${columnOf(sql, related, 'id')} = ${columnOf(sql, alias, via)}
        and ${columnOf(sql, related, 'deletedAt')} is null
        and ${passes(sql, test, operandOf(sql, related, target), related, isSearched(target))})`
    return negated ? sql`not ${exists}` : exists
  }
  const operand = operandOf(sql, alias, target)
  if (test.type === 'known' && negated) return sql`${operand.value} is null`
  const positive = passes(sql, test, operand, alias, isSearched(target))
  return negated ? sql`(${positive}) is not true` : positive
}

/** Whether the table's column `search` has the value in it, and its index can find it. */
const isSearched = ({ custom, field }: Target) => !custom && field.traits.searched === true

/** The test of a present value: null or false when the value is missing. */
function passes(sql: Sql, test: Test, operand: Operand, alias: string, searched: boolean): Fragment {
  switch (test.type) {
    case 'known':
      return sql`${operand.value} is not null`
    case 'wording':
      return wording(sql, test, operand)
    case 'phone':
      return phone(sql, test, operand, searched && columnOf(sql, alias, 'search'))
    case 'mailbox':
      return oneOf(sql, columnOf(sql, alias, 'emailKey'), test.values, 'text')
    case 'choice':
      return operand.among(test.values)
    case 'range':
      return range(sql, test, operand)
  }
}

/** Each of the two does in memory and in Postgres the same: `pg_c_utf8` maps case one code point for one, whatever the database's locale is. */
function wording(sql: Sql, { part, values, as }: Test & { type: 'wording' }, operand: Operand): Fragment {
  const text =
    as === 'folded' ? sql`folded(${operand.value})` : sql`lower(${operand.value} collate "pg_c_utf8")`
  if (part === 'whole') return oneOf(sql, text, values, 'text')
  return sql`${text} like ${patternOf(values[0]!, part)}::text`
}

/** What is searched has the digits of its phone numbers in a column whose index knows any three of them. */
function phone(
  sql: Sql,
  { parts }: Test & { type: 'phone' },
  operand: Operand,
  search: Fragment | false,
): Fragment {
  const plain = sql`plain_phone(${operand.value})`
  const likes = (joined: boolean) =>
    parts.filter(part => (part.joined ?? false) === joined).map(({ text, at }) => patternOf(text, at))
  const spaced = oneLike(sql, plain, likes(false))
  const joint = oneLike(sql, sql`replace(${plain}, ' ', '')`, likes(true))
  const digits = [...new Set(parts.map(({ text }) => text.replace(' ', '')))]
  // An index answers no list of patterns.
  const held =
    search && digits.length <= fewNumbers
      ? sql`(${joined(
          sql,
          digits.map(one => sql`${search} like ${patternOf(one, 'inside')}::text`),
          'or',
        )}) and `
      : sql``
  return sql`(${held}(${spaced} or ${joint}))`
}

const fewNumbers = 20

const oneLike = (sql: Sql, text: Fragment, patterns: readonly string[]): Fragment =>
  patterns.length
    ? sql`${text} like any(${`{${patterns.map(one => `"${one}"`).join(',')}}`}::text::text[])`
    : sql`false`

function patternOf(text: string, part: 'whole' | 'start' | 'end' | 'inside'): string {
  const literal = text.replace(/[\\%_]/g, '\\$&')
  return { whole: literal, inside: `%${literal}%`, start: `${literal}%`, end: `%${literal}` }[part]
}

function range(sql: Sql, { low, high, currency }: Test & { type: 'range' }, operand: Operand): Fragment {
  const conditions: Fragment[] = []
  if (currency !== undefined) conditions.push(sql`${operand.currency!} = ${currency}::text`)
  if (low && high && low.value === high.value && low.inclusive && high.inclusive)
    conditions.push(sql`${operand.value} = ${operand.bind(low.value)}`)
  else {
    if (low) conditions.push(bounded(sql, operand, low, '>'))
    if (high) conditions.push(bounded(sql, operand, high, '<'))
  }
  return sql`(${joined(sql, conditions, 'and')})`
}

function bounded(sql: Sql, { value, bind }: Operand, bound: Bound, side: '>' | '<'): Fragment {
  const limit = bind(bound.value)
  if (side === '>') return bound.inclusive ? sql`${value} >= ${limit}` : sql`${value} > ${limit}`
  return bound.inclusive ? sql`${value} <= ${limit}` : sql`${value} < ${limit}`
}

/**
 * Where every record must be of this making, their ids are looked up once by the cause and then the records by their ids. Elsewhere each record is
 * asked for its own making, which the index of subjects tells. Either way is forced, for right after an import nobody has counted its events:
 * the planner takes them for one, and would read all of them anew for each record.
 */
function compileMade(
  sql: Sql,
  { making, negated }: Plan & { type: 'made' },
  alias: string,
  required: boolean,
): Fragment {
  const event = `${alias}_made`
  const column = (key: string) => columnOf(sql, event, key)
  const causeId = sql`${making.causeId}::text::uuid`
  const told = sql`${column('causeType')} = ${making.causeType}::text and ${column('kind')} = ${making.kind}::text`
  if (required && !negated)
    // Row-level security adds the workspace, and with it the index begins.
    return sql`${columnOf(sql, alias, 'id')} = any(array(
      select ${column('subjectId')} from event as ${sql(event)} where ${column('causeId')} = ${causeId} and ${told}))`
  const exists = sql`exists (
    select from event as ${sql(event)}
    where ${column('workspaceId')} = ${columnOf(sql, alias, 'workspaceId')}
      and ${column('subjectId')} = ${columnOf(sql, alias, 'id')}
      and ${column('causeId')} is not distinct from ${causeId} and ${told})`
  return negated ? sql`not ${exists}` : exists
}

/** Counts no further than it must: one event more than the number asked for decides. */
function compileEvent(
  sql: Sql,
  { kind, from, to, count }: EventTest,
  negated: boolean,
  entity: string,
  alias: string,
): Fragment {
  const event = `${alias}_event`
  const occurredAt = columnOf(sql, event, 'occurredAt')
  const found = sql`
    select from event as ${sql(event)}
    where ${columnOf(sql, event, 'workspaceId')} = ${columnOf(sql, alias, 'workspaceId')}
      and ${columnOf(sql, event, 'subjectType')} = ${entity}::text
      and ${columnOf(sql, event, 'subjectId')} = ${columnOf(sql, alias, 'id')}
      and ${columnOf(sql, event, 'kind')} = ${kind}::text
      ${from === undefined ? sql`` : sql`and ${occurredAt} >= ${instantText(from)}::text::timestamptz`}
      ${to === undefined ? sql`` : sql`and ${occurredAt} <= ${instantText(to)}::text::timestamptz`}`
  const some = count.op === 'gte' && count.value === 1
  const none = count.op !== 'gte' && count.value === 0
  if (some || none) return some === negated ? sql`not exists (${found})` : sql`exists (${found})`
  const counted = sql`(select count(*) from (${found} limit ${String(count.value + 1)}::text::bigint) as counted)`
  const asked = sql`${String(count.value)}::text::bigint`
  const holds =
    count.op === 'eq'
      ? sql`${counted} = ${asked}`
      : count.op === 'gte'
        ? sql`${counted} >= ${asked}`
        : sql`${counted} <= ${asked}`
  return negated ? sql`not (${holds})` : holds
}
