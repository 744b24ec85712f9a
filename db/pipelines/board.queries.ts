import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { dealEntity } from '../deals/deals.entity'
import { compileFilter } from '../filter/compile'
import { fieldsOf } from '../filter/describe.rules'
import type { Filter, FilterCatalogue } from '../filter/filter.model'
import { orderBy } from '../filter/keyset'
import type { Cursor, SortKey } from '../filter/sort.rules'
import { exactly, valuationOf, valued } from '../rates/valued'
import { catalogueOf } from '../records/catalogue'
import { projectionOf } from '../records/columns'
import { lastValues, wantedFields } from '../records/list-records'
import { namesOf } from '../records/names-of'
import { scopeSql } from '../records/scope'
import { type ColumnEnd, columnSort } from './column.rules'

export interface BoardAsked {
  /** A day: closed deals count from then on. */
  closedSince: string
  /** Only deals that pass it; checked before. */
  filter?: Filter
  /** So many of each stage's deals come along, from the top. */
  cards?: number
  /** Their fields; all that the role may read when absent. */
  fields?: readonly string[]
}

export interface BoardText {
  pipeline: string
  stages: string
  /** By what its sums were made. */
  valuation: string
  /** Names of what the cards refer to. */
  names: string
  /** Columns that go on after their cards. */
  ends: readonly (ColumnEnd & Cursor)[]
}

type Asking = {
  asked: BoardAsked
  where: postgres.Fragment
  catalogue: FilterCatalogue
  sort: readonly SortKey[]
}

/**
 * A pipeline's stages in order, each with the number of its deals, their sum in the reader's currency and their sums per currency, plain and weighted
 * by the stage's probability, and, when asked for, its first deals: one statement. Closed stages count the deals closed since `closedSince`. Texts
 * of the members of `Board`; a sum beyond 2^53 − 1 is a text of digits.
 */
export async function boardOf(ctx: Context, pipelineId: string, asked: BoardAsked): Promise<BoardText> {
  authorise(ctx, 'pipeline', 'read')
  const scope = authorise(ctx, 'deal', 'read')
  if (!isUuid(pipelineId)) throw notFound('pipeline')
  const { filter } = asked
  const catalogue = await catalogueOf(ctx, dealEntity, filter ? fieldsOf(filter) : [])
  const keys = asked.cards ? wantedFields(ctx, dealEntity, asked.fields) : []
  const [board] = await readOnce(ctx, sql => {
    const passing = filter
      ? sql`and ${compileFilter(sql, filter, catalogue, { now: ctx.clock(), timeZone: ctx.timeZone, alias: 't' })}`
      : sql``
    const where = sql`t.workspace_id = ${ctx.workspaceId} and t.pipeline_id = ${pipelineId} and t.deleted_at is null ${scopeSql(ctx, sql, dealEntity, scope)}
          and (s.kind = 'open' or t.closed_on >= ${asked.closedSince}::date) ${passing}`
    const cards = asked.cards
      ? cardsOf(sql, pipelineId, asked.cards, { asked, where, catalogue, sort: columnSort })
      : undefined
    const { factors, join, value } = valued(ctx, sql, asked.closedSince)
    const amount = { minor: sql`t.amount_minor`, currency: sql`t.amount_currency` }
    const chance = sql`coalesce(s.probability, 0)`
    const seen = mayRead(ctx.access, 'deal', 'amount') ? sql`` : sql`and false`
    return sql<BoardText[]>`
      with ${factors},
      worth as (
        select t.stage_id, t.amount_currency as currency, f.rate_day, t.closed_on is null as open, count(*) as count,
          sum(t.amount_minor) as minor, sum(round(t.amount_minor * ${chance} / 100.0)) as weighted,
          sum(${value(amount)}) as here, sum(${value(amount, chance)}) as here_weighted,
          count(*) filter (where t.amount_currency <> ${ctx.reportingCurrency} and f.n is null) as missing
        from deal t join stage s on s.id = t.stage_id ${join(amount.currency, sql`t.closed_on`)}
        where ${where}
        group by 1, 2, 3, 4),
      sums as (
        select stage_id, currency, sum(minor) as minor, sum(weighted) as weighted, case when sum(missing) = 0 then sum(here) end as here from worth
        where currency is not null ${seen} group by stage_id, currency),
      totals as (
        select stage_id, coalesce(sum(here), 0) as minor, coalesce(sum(here_weighted), 0) as weighted, sum(missing) as missing from worth
        where true ${seen} group by stage_id),
      told as (select * from worth where currency is not null ${seen})
      ${cards?.rows ?? sql``}
      select json_build_object('id', p.id, 'name', p.name)::text as pipeline,
        (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'probability', s.probability,
          'idleAfterDays', s.idle_after_days,
          'count', coalesce((select sum(count) from worth where stage_id = s.id), 0),
          'total', (select json_build_object('minor', ${exactly(sql, 'minor')}, 'weightedMinor', ${exactly(sql, 'weighted')}, 'missing', missing)
            from totals where stage_id = s.id),
          'sums', coalesce((select json_agg(json_build_object('currency', currency, 'minor', ${exactly(sql, 'minor')}, 'weightedMinor', ${exactly(sql, 'weighted')}, 'here', ${exactly(sql, 'here')}) order by here desc nulls last, minor desc)
            from sums where stage_id = s.id), '[]')
          ${cards ? sql`, 'cards', (select coalesce(json_agg((select row_to_json(r) from (select ${sql.unsafe(projectionOf(dealEntity, keys))}) r) order by t.n), '[]') from shown t where t.stage_id = s.id)` : sql``}
          ) order by s.position, s.id), '[]')
          from stage s where s.pipeline_id = p.id and s.deleted_at is null)::text as stages,
        ${valuationOf(ctx, sql, sql`told`)} as valuation,
        ${cards ? namesOf(ctx, sql, dealEntity, keys) : sql`'{}'::text`} as names,
        ${cards?.ends ?? sql`'[]'::json`} as ends
      from pipeline p where p.id = ${pipelineId} and p.deleted_at is null`
  })
  if (!board) throw notFound('pipeline')
  return board
}

/** The first deals of each stage, and where their columns end if they go on. */
function cardsOf(
  sql: postgres.ReservedSql,
  pipelineId: string,
  cards: number,
  { where, catalogue, sort }: Asking,
) {
  const order = orderBy(sql, sort, catalogue, 't')
  // Written out: a plan whose limit is a parameter expects a tenth of the table.
  const most = (rows: number) => sql.unsafe(String(Math.trunc(rows)))
  return {
    rows: sql`, page as materialized (
        select c.*, s.kind as stage_kind from stage s cross join lateral (
          select t.*, row_number() over (order by ${order}) as n from deal t
          where t.stage_id = s.id and ${where} order by ${order} limit ${most(cards + 1)}) c
        where s.pipeline_id = ${pipelineId} and s.deleted_at is null),
      shown as (select * from page where n <= ${most(cards)})`,
    ends: sql`(select coalesce(json_agg(json_build_object('stageId', t.stage_id, 'kind', t.stage_kind,
          'values', json_build_array(${lastValues(sql, sort, catalogue)}), 'id', t.id)), '[]')
        from page t where t.n = ${most(cards)} and exists (select 1 from page more where more.stage_id = t.stage_id and more.n > ${most(cards)}))`,
  }
}
