import type postgres from 'postgres'
import type { Context } from '../core/context'
import type { FilterCatalogue } from '../filter/filter.model'
import type { Probe } from '../filter/filter-index.rules'
import { noteFilter, readyProbes } from '../filter/known-indexes'
import { eitherWay, narrow } from '../filter/narrow'
import { planFilter } from '../filter/plan.rules'
import { conditions } from './conditions'
import type { ListAsked } from './list-records'
import type { Wanted } from './words'

/** How a question about a kind of record is put to the database: by which indexes of the workspace. */
export interface Asking {
  probes: readonly Probe[]
  /** What comes of asking. How long that took decides what is indexed. */
  timed<T>(answer: Promise<T>): Promise<T>
}

const plainly: Asking = { probes: [], timed: answer => answer }

/** Of a filter that was checked. */
export async function askingFor(
  ctx: Context,
  catalogue: FilterCatalogue,
  { filter }: Pick<ListAsked, 'filter'>,
): Promise<Asking> {
  if (!filter) return plainly
  const plan = planFilter(filter, catalogue, { now: ctx.clock(), timeZone: ctx.timeZone })
  const probes = await readyProbes(ctx, catalogue, plan)
  return {
    probes,
    async timed(answer) {
      const from = performance.now()
      const result = await answer
      void noteFilter(ctx, catalogue, plan, { tookMs: performance.now() - from, used: probes })
      return result
    },
  }
}

/** The records asked for, in one statement. */
export interface Narrowed {
  /** Queries of a `with` before all others, each with a comma behind it; empty where nothing is narrowed down. */
  queries: postgres.Fragment
  /** A query over the records, `t`, that meet a condition: once, or once for the few that an index has found and once for all; only one of the two is ever read. */
  each(query: (where: postgres.Fragment) => postgres.Fragment): readonly postgres.Fragment[]
}

/** What a record must fulfil to be among those asked for, looked for among few where an index knows them. */
export function narrowed(
  ctx: Context,
  sql: postgres.ReservedSql,
  asked: Pick<ListAsked, 'filter' | 'deleted'> & { wanted: Wanted },
  catalogue: FilterCatalogue,
  scope: postgres.Fragment,
  { probes }: Asking,
): Narrowed {
  const where = conditions(ctx, sql, asked, catalogue, scope)
  const few = narrow(sql, ctx.workspaceId, catalogue.entity, probes)
  if (!few) return { queries: sql``, each: query => [query(where)] }
  return {
    queries: sql`${few.queries},`,
    each: query => eitherWay(sql, few, found => query(sql`${found} and ${where}`)),
  }
}

/** Queries one after the other. */
export const oneAfterAnother = (
  sql: postgres.ReservedSql,
  queries: readonly postgres.Fragment[],
): postgres.Fragment =>
  queries.length === 1
    ? queries[0]!
    : queries.map(query => sql`(${query})`).reduce((all, one) => sql`${all} union all ${one}`)
