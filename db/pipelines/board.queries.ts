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
import { byOwnerAlone, scopeSql } from '../records/scope'
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
  /** Which deals `t` are asked for, */
  where: postgres.Fragment
  /** and that such a one was closed late enough to be shown. */
  since: postgres.Fragment
  catalogue: FilterCatalogue
  sort: readonly SortKey[]
}

/**
 * A pipeline's stages in order, each with the number of its deals, their sum in the reader's currency and their sums per currency, plain and weighted
 * by the stage's probability, and, when asked for, its first deals: one statement, whose sums are those that are kept (`deal_sum`) where these can tell them. Closed stages count the deals closed since `closedSince`. Texts
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
    const reached = scopeSql(ctx, sql, dealEntity, scope)
    const where = sql`t.workspace_id = ${ctx.workspaceId} and t.pipeline_id = ${pipelineId} and t.deleted_at is null ${reached} ${passing}`
    const since = sql`t.closed_on >= ${asked.closedSince}::date`
    const cards = asked.cards
      ? cardsOf(sql, pipelineId, asked.cards, { where, since, catalogue, sort: columnSort })
      : undefined
    const { factors, worth } = valued(ctx, sql, asked.closedSince)
    const kept = !filter && byOwnerAlone(ctx, dealEntity, scope)
    const counted = kept
      ? keptSums(sql, { workspaceId: ctx.workspaceId, pipelineId, closedSince: asked.closedSince, reached })
      : summedDeals(sql, { where, since })
    const seen = mayRead(ctx.access, 'deal', 'amount') ? sql`` : sql`and false`
    return sql<BoardText[]>`
      with ${factors},
      part as materialized (${counted}),
      worth as materialized (${worth(sql`select * from part`, 'chance')}),
      sums as (
        select stage_id, currency, sum(minor) as minor, sum(round(minor * chance / 100.0)) as weighted, case when sum(missing) = 0 then sum(here) end as here from worth
        where currency is not null ${seen} group by stage_id, currency),
      totals as (
        select stage_id, coalesce(sum(here), 0) as minor, coalesce(sum(weighted_here), 0) as weighted, sum(missing) as missing from worth
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

/** What the deals come to by stage, currency and closing day: of the rows that are kept of them, as a filter, a territory or a share would not tell them. */
const keptSums = (
  sql: postgres.ReservedSql,
  { workspaceId, pipelineId, closedSince, reached }: Kept,
): postgres.Fragment => sql`
  select k.*, coalesce(s.probability, 0) as chance from (
    select t.stage_id, t.currency, t.at, sum(t.count) as count, sum(t.minor) as minor from deal_sum t
    where t.workspace_id = ${workspaceId} and t.pipeline_id = ${pipelineId} and t.at >= ${closedSince}::date ${reached}
    group by 1, 2, 3 having sum(t.count) <> 0) k join stage s on s.id = k.stage_id`

interface Kept {
  workspaceId: string
  pipelineId: string
  closedSince: string
  /** Of whom, by `owner_id` of `t`. */
  reached: postgres.Fragment
}

/** The same of the deals themselves. */
const summedDeals = (
  sql: postgres.ReservedSql,
  { where, since }: Pick<Asking, 'where' | 'since'>,
): postgres.Fragment => sql`
  select t.stage_id, coalesce(s.probability, 0) as chance, t.amount_currency as currency, coalesce(t.closed_on, 'infinity') as at, count(*) as count,
    coalesce(sum(t.amount_minor), 0) as minor
  from deal t join stage s on s.id = t.stage_id where ${where} and (s.kind = 'open' or ${since})
  group by 1, 2, 3, 4`

/** The first deals of each stage, and where their columns end if they go on. */
function cardsOf(
  sql: postgres.ReservedSql,
  pipelineId: string,
  cards: number,
  { where, since, catalogue, sort }: Asking,
) {
  const order = orderBy(sql, sort, catalogue, 't')
  // Written out: a plan whose limit is a parameter expects a tenth of the table.
  const most = (rows: number) => sql.unsafe(String(Math.trunc(rows)))
  const first = (of: postgres.Fragment) => sql`(
          select t.*, row_number() over (order by ${order}) as n from deal t
          where t.stage_id = s.id and ${of} and ${where} order by ${order} limit ${most(cards + 1)})`
  return {
    rows: sql`, page as materialized (
        select c.*, s.kind as stage_kind from stage s cross join lateral (${first(sql`s.kind = 'open'`)} union all ${first(sql`s.kind <> 'open' and ${since}`)}) c
        where s.pipeline_id = ${pipelineId} and s.deleted_at is null),
      shown as (select * from page where n <= ${most(cards)})`,
    ends: sql`(select coalesce(json_agg(json_build_object('stageId', t.stage_id, 'kind', t.stage_kind,
          'values', json_build_array(${lastValues(sql, sort, catalogue)}), 'id', t.id)), '[]')
        from page t where t.n = ${most(cards)} and exists (select 1 from page more where more.stage_id = t.stage_id and more.n > ${most(cards)}))`,
  }
}
