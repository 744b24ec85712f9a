import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { invalid } from '../core/errors'
import type { Scope } from '../core/grants.rules'
import { fieldsOf } from '../filter/describe.rules'
import type { Filter, FilterCatalogue } from '../filter/filter.model'
import { checkFilter } from '../filter/filter.rules'
import { catalogueOf } from './catalogue'
import type { Entity } from './entity'
import { countedExactly, slipped, writtenLimit } from './list-records'
import { type Asking, askingFor, narrowed, oneAfterAnother } from './narrowed'
import { scopeSql } from './scope'
import { type Wanted, wantedWords } from './words'

export interface CountAsked {
  entity: Entity
  filter?: Filter
  q?: string
  /** The recycle bin instead of what is live. */
  deleted?: boolean
  /** Counted up to here; up to 10,000 when absent. */
  most?: number
}

export interface Count {
  value: number
  /** False: there are at least so many. */
  exact: boolean
}

/**
 * How many records each question has, in the order of the questions and by one statement for all of them; each counts up to 10,000, or to its `most`.
 * Throws `invalid` for a filter with a field that the asker does not have, `forbidden` when one kind may not be read.
 */
export async function countRecords(ctx: Context, asked: readonly CountAsked[]): Promise<Count[]> {
  if (asked.length === 0) return []
  const ready = await Promise.all(asked.map(one => prepare(ctx, one)))
  const counts = await readCounts(ctx, ready)
  return Promise.all(
    counts.map(async (count, at) => {
      const wanted = count === 0 ? await slipped(ctx, ready[at]!.entity, ready[at]!.wanted) : undefined
      const value = wanted ? (await readCounts(ctx, [{ ...ready[at]!, wanted }]))[0]! : count
      const most = mostOf(asked[at]!)
      return { value: Math.min(value, most), exact: value <= most }
    }),
  )
}

const mostOf = ({ most = countedExactly }: CountAsked): number => Math.min(most, countedExactly)

/** What of the words asked for the list has: they themselves, or where none of its records has them, those that are near them. Throws as `countRecords` does. */
export async function wantedIn(ctx: Context, asked: CountAsked): Promise<Wanted> {
  const ready = await prepare(ctx, asked)
  if (!asked.q || (await readCounts(ctx, [ready]))[0] !== 0) return ready.wanted
  return (await slipped(ctx, ready.entity, ready.wanted)) ?? ready.wanted
}

interface Ready extends CountAsked {
  scope: Scope
  catalogue: FilterCatalogue
  wanted: Wanted
  asking: Asking
}

async function prepare(ctx: Context, one: CountAsked): Promise<Ready> {
  const scope = authorise(ctx, one.entity.name, 'read')
  const catalogue = await catalogueOf(ctx, one.entity, one.filter ? fieldsOf(one.filter) : [])
  const problems = one.filter ? checkFilter(one.filter, catalogue) : []
  if (problems.length) throw invalid(problems)
  const asking = await askingFor(ctx, catalogue, one)
  return { ...one, scope, catalogue, wanted: wantedWords(one.q ?? ''), asking }
}

/** Of each one more than is counted exactly at the most. */
async function readCounts(ctx: Context, ready: readonly Ready[]): Promise<number[]> {
  const only = ready.length === 1 ? ready[0]!.asking : undefined
  const reading = readOnce(ctx, sql => {
    const counts = ready.map((one): postgres.Fragment => {
      const { entity, scope, catalogue, asking } = one
      const among = narrowed(ctx, sql, one, catalogue, scopeSql(ctx, sql, entity, scope), asking)
      const most = writtenLimit(sql, mostOf(one) + 1)
      const counted = oneAfterAnother(
        sql,
        among.each(where => sql`select 1 from ${sql(entity.name)} t where ${where} limit ${most}`),
      )
      return sql`(with ${among.queries} c as (${counted}) select count(*) from c)`
    })
    const all = counts.reduce((before, count) => sql`${before}, ${count}`)
    return sql<{ counts: number[] }[]>`select json_build_array(${all}) as counts`
  })
  // Of several questions at once nobody knows which one took so long.
  const [row] = await (only ? only.timed(reading) : reading)
  return row!.counts
}
