import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { invalid } from '../core/errors'
import { fieldsOf } from '../filter/describe.rules'
import type { Filter } from '../filter/filter.model'
import { checkFilter } from '../filter/filter.rules'
import { catalogueOf } from './catalogue'
import type { Entity } from './entity'
import { conditions, countedExactly } from './list-records'
import { scopeSql } from './scope'

export interface CountAsked {
  entity: Entity
  filter?: Filter
  q?: string
  /** The recycle bin instead of what is live. */
  deleted?: boolean
}

export interface Count {
  value: number
  /** False: there are at least so many. */
  exact: boolean
}

/**
 * How many records each question has, in the order of the questions and by one statement for all of them; each counts up to 10,000.
 * Throws `invalid` for a filter with a field that the asker does not have, `forbidden` when one kind may not be read.
 */
export async function countRecords(ctx: Context, asked: readonly CountAsked[]): Promise<Count[]> {
  if (asked.length === 0) return []
  const ready = await Promise.all(
    asked.map(async one => {
      const scope = authorise(ctx, one.entity.name, 'read')
      const catalogue = await catalogueOf(ctx, one.entity, one.filter ? fieldsOf(one.filter) : [])
      const problems = one.filter ? checkFilter(one.filter, catalogue) : []
      if (problems.length) throw invalid(problems)
      return { one, scope, catalogue }
    }),
  )
  const [row] = await readOnce(ctx, sql => {
    const counts = ready.map(({ one, scope, catalogue }): postgres.Fragment => {
      const where = conditions(ctx, sql, one, catalogue, scopeSql(ctx, sql, one.entity, scope))
      return sql`(select count(*) from (select 1 from ${sql(one.entity.name)} t where ${where} limit ${sql.unsafe(String(countedExactly + 1))}) c)`
    })
    const all = counts.reduce((before, count) => sql`${before}, ${count}`)
    return sql<{ counts: number[] }[]>`select json_build_array(${all}) as counts`
  })
  return row!.counts.map(value => ({
    value: Math.min(value, countedExactly),
    exact: value <= countedExactly,
  }))
}
