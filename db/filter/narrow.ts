import { searchVersion } from '../core/search-text'
import type { Probe, ProbeTest } from './filter-index.rules'
import { type Fragment, joined, type Sql } from './operand'

/** With more matches than this a list is read in its order, and finds them on its way. */
const fewMatches = 10_000

/** Parts of a statement that looks at few records of the table `t` where an index of the workspace knows which. */
export interface Narrow {
  /** Queries of a `with`, to come before those that use the rest. */
  queries: Fragment
  /** A condition on `t`: it is among the few records that an index has found. */
  found: Fragment
}

/** The same question put to the few records that were found, and where no index has found few to all: only one of the two is ever looked at. */
export const eitherWay = (
  sql: Sql,
  { found }: Narrow,
  question: (condition: Fragment) => Fragment,
): readonly [Fragment, Fragment] => {
  // Joined so, a plan for all records that several processes would share does not start them in vain.
  const where = (state: Fragment, asked: Fragment) =>
    sql`select t.* from narrowed n cross join lateral (${asked}) t where n.at ${state}`
  return [where(sql`is not null`, question(found)), where(sql`is null`, question(sql`true`))]
}

/**
 * Asks the indexes, best first, until one is ready and has few matches. What is true of them is asked in the statement itself: an index that has gone or is being
 * built anew since it was last heard of finds nothing, and the records are looked at one by one.
 */
export function narrow(
  sql: Sql,
  workspaceId: string,
  entity: string,
  probes: readonly Probe[],
): Narrow | undefined {
  if (probes.length === 0) return undefined
  const few = (at: number) => sql(`few_${at}`)
  const most = sql.unsafe(String(fewMatches))
  const queries = probes.map(({ field, kind, test }, at) => {
    const those = (passes: Fragment) => sql`
        select record_id from filter_value v
        where v.workspace_id = ${workspaceId} and v.entity = ${entity}::text and v.field = ${field}::text and ${passes}`
    // Texts that are too long to be kept might be meant.
    const long = kind === 'words' ? sql` union all ${those(sql`v.number = 1`)}` : sql``
    return sql`
      ${few(at)} as materialized (${those(passes(sql, test))}${long}
        limit ${sql.unsafe(String(fewMatches + 1))})`
  })
  const choices = probes.map(
    ({ field, kind }, at) => sql`
      when exists (select from filter_index i where i.workspace_id = ${workspaceId} and i.entity = ${entity}::text and i.field = ${field}::text
          and i.kind = ${kind}::text and i.folding = ${searchVersion} and i.state = 'ready')
        and (select count(*) from ${few(at)}) <= ${most} then ${sql.unsafe(String(at))}`,
  )
  const ids = probes.map(
    (_, at) =>
      sql`select record_id from ${few(at)} where (select at from narrowed) = ${sql.unsafe(String(at))}`,
  )
  return {
    queries: sql`${list(sql, queries, ',')}, narrowed as materialized (select case ${list(sql, choices, ' ')} end as at)`,
    found: sql`t.id = any(array(${list(sql, ids, ' union all ')}))`,
  }
}

function passes(sql: Sql, test: ProbeTest): Fragment {
  switch (test.type) {
    case 'among':
      return sql`v.value = any(${[...test.values]}::text[])`
    case 'like':
      return sql`v.value like ${patternOf(test)}::text`
    case 'days':
      return sql`(${joined(
        sql,
        [
          ...(test.low === undefined ? [] : [sql`v.value >= ${test.low}::text`]),
          ...(test.high === undefined ? [] : [sql`v.value <= ${test.high}::text`]),
        ],
        'and',
      )})`
    case 'numbers': {
      const bound = (value: number) => sql`${String(value)}::text::double precision`
      return sql`(${joined(
        sql,
        [
          ...(test.low === undefined ? [] : [sql`v.number >= ${bound(test.low)}`]),
          ...(test.high === undefined ? [] : [sql`v.number <= ${bound(test.high)}`]),
          ...(test.currency === undefined ? [] : [sql`v.value = ${test.currency}::text`]),
        ],
        'and',
      )})`
    }
  }
}

function patternOf({ literal, part }: ProbeTest & { type: 'like' }): string {
  const plain = literal.replace(/[\\%_]/g, '\\$&')
  return { inside: `%${plain}%`, start: `${plain}%`, end: `%${plain}` }[part]
}

const list = (sql: Sql, parts: readonly Fragment[], between: ',' | ' ' | ' union all '): Fragment =>
  parts.reduce((all, part) => sql`${all}${sql.unsafe(between)}${part}`)
