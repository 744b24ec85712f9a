import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { invalid } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import { fieldsOf } from '../filter/describe.rules'
import { checkFilter } from '../filter/filter.rules'
import { catalogueOf } from '../records/catalogue'
import { type CountAsked, wantedIn } from '../records/count-records'
import type { Entity } from '../records/entity'
import { askingFor, type Narrowed, narrowed, oneAfterAnother } from '../records/narrowed'
import { scopeSql } from '../records/scope'
import { exactly, valuationOf, valued } from './valued'

/** The fields of an entity that hold amounts, and that the asker may read. */
const amountsOf = (ctx: Context, entity: Entity): string[] =>
  Object.entries(entity.model.fields).flatMap(([key, { kind }]) =>
    kind === 'money' && mayRead(ctx.access, entity.name, key) ? [key] : [],
  )

/**
 * The sum of each field of amounts, or of those named, over all records that a question has, in the asker's currency: JSON text of an object of `AmountSum` by field. One
 * statement for each field. Throws as `countRecords` does.
 */
export async function sumRecords(
  ctx: Context,
  { fields: wantedFields, ...asked }: CountAsked & { fields?: readonly string[] },
): Promise<string> {
  const { entity } = asked
  const scope = authorise(ctx, entity.name, 'read')
  const catalogue = await catalogueOf(ctx, entity, asked.filter ? fieldsOf(asked.filter) : [])
  const problems = asked.filter ? checkFilter(asked.filter, catalogue) : []
  if (problems.length) throw invalid(problems)
  const all = amountsOf(ctx, entity)
  const unknown = wantedFields?.find(field => !all.includes(field))
  if (unknown)
    throw invalid([
      {
        pointer: '?fields',
        code: 'unknown_field',
        message: `There is no field of amounts “${unknown}”.`,
        params: { field: unknown },
      },
    ])
  const fields = all.filter(field => wantedFields?.includes(field) ?? true)
  if (fields.length === 0) return '{}'
  const wanted = await wantedIn(ctx, asked)
  const asking = await askingFor(ctx, catalogue, asked)
  const sums = await Promise.all(
    fields.map(async field => {
      const [row] = await readOnce(ctx, sql => {
        const reached = scopeSql(ctx, sql, entity, scope)
        const among = narrowed(ctx, sql, { ...asked, wanted }, catalogue, reached, asking)
        return sql<{ sum: string }[]>`${sumSql(ctx, sql, entity, field, among)}`
      })
      return `${JSON.stringify(field)}:${row!.sum}`
    }),
  )
  return `{${sums.join(',')}}`
}

function sumSql(
  ctx: Context,
  sql: postgres.ReservedSql,
  entity: Entity,
  field: string,
  among: Narrowed,
): postgres.Fragment {
  const { factors, worth } = valued(ctx, sql)
  const column = (name: string) => sql`t.${sql(name)}`
  const [minor, currency] = [column(`${snakeCase(field)}_minor`), column(`${snakeCase(field)}_currency`)]
  const day = entity.valuedOn
    ? sql`coalesce(${column(snakeCase(entity.valuedOn))}, 'infinity')`
    : sql`'infinity'::date`
  const part = entity.summedBy ? column(snakeCase(entity.summedBy)) : sql`null::uuid`
  const those = oneAfterAnother(
    sql,
    among.each(where => sql`select t.* from ${sql(entity.name)} t where ${where} and ${minor} is not null`),
  )
  return sql`
    with ${among.queries} ${factors},
    part as materialized (
      select ${part} as part, ${currency} as currency, ${day} as at, count(*) as count, sum(${minor}) as minor from (${those}) t group by 1, 2, 3),
    worth as materialized (${worth(sql`select * from part`)}),
    sums as (select currency, sum(minor) as minor, sum(count) as count from worth group by currency),
    total as (select coalesce(sum(here), 0) as minor, coalesce(sum(count), 0) as count, coalesce(sum(missing), 0) as missing from worth)
    select json_build_object('minor', ${exactly(sql, 'minor')}, 'count', count, 'missing', missing,
      'sums', coalesce((select json_agg(json_build_object('currency', currency, 'minor', ${exactly(sql, 'minor')}, 'count', count) order by minor desc, currency) from sums), '[]'),
      'valuation', ${valuationOf(ctx, sql, sql`worth`)}::json)::text as sum
    from total`
}
