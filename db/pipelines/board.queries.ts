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
 * A pipeline's stages in order, each with the number of its deals and their sums per currency, plain and weighted by the stage's
 * probability, and, when asked for, its first deals: one statement. Closed stages count the deals closed since `closedSince`. Texts of
 * `{id, name}` and `[{id, name, kind, probability, idleAfterDays, count, sums: [{currency, minor, weightedMinor}], cards?}]`; a sum beyond 2^53 − 1
 * is a text of digits.
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
    return sql<BoardText[]>`
      with sums as (
        select t.stage_id, t.amount_currency as currency, count(*) as count, sum(t.amount_minor) as minor,
          round(sum(t.amount_minor * coalesce(s.probability, 0) / 100.0)) as weighted
        from deal t join stage s on s.id = t.stage_id
        where ${where}
        group by t.stage_id, t.amount_currency)
      ${cards?.rows ?? sql``}
      select json_build_object('id', p.id, 'name', p.name)::text as pipeline,
        (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'probability', s.probability,
          'idleAfterDays', s.idle_after_days,
          'count', coalesce((select sum(count) from sums where stage_id = s.id), 0),
          'sums', coalesce((select json_agg(json_build_object('currency', currency, 'minor', ${exactly(sql, 'minor')}, 'weightedMinor', ${exactly(sql, 'weighted')}) order by minor desc)
            from sums where stage_id = s.id and currency is not null ${mayRead(ctx.access, 'deal', 'amount') ? sql`` : sql`and false`}), '[]')
          ${cards ? sql`, 'cards', (select coalesce(json_agg((select row_to_json(r) from (select ${sql.unsafe(projectionOf(dealEntity, keys))}) r) order by t.n), '[]') from shown t where t.stage_id = s.id)` : sql``}
          ) order by s.position, s.id), '[]')
          from stage s where s.pipeline_id = p.id and s.deleted_at is null)::text as stages,
        ${cards ? namesOf(ctx, sql, dealEntity, keys) : sql`'{}'::text`} as names,
        ${cards?.ends ?? sql`'[]'::json`} as ends
      from pipeline p where p.id = ${pipelineId} and p.deleted_at is null`
  })
  if (!board) throw notFound('pipeline')
  return board
}

/** A whole number as JSON that every reader reads alike: beyond what a double holds exactly, its digits as a text. */
const exactly = (sql: postgres.ReservedSql, column: 'minor' | 'weighted') =>
  sql`case when abs(${sql(column)}) <= ${sql.unsafe(String(Number.MAX_SAFE_INTEGER))} then to_json(${sql(column)}) else to_json(${sql(column)}::text) end`

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
