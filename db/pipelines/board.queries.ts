import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { dealEntity } from '../deals/deals.entity'
import { compileFilter } from '../filter/compile'
import { fieldsOf } from '../filter/describe.rules'
import type { Filter } from '../filter/filter.model'
import { catalogueOf } from '../records/catalogue'
import { scopeSql } from '../records/scope'

/**
 * A pipeline's stages in order, each with the number of its deals and their sums per currency, plain and weighted by the stage's
 * probability. Closed stages count the deals closed since `closedSince` (a day). With a filter (checked before) only deals that
 * pass it are counted. Text of
 * `{pipeline, stages: [{id, name, kind, probability, idleAfterDays, count, sums: [{currency, minor, weightedMinor}]}]}`.
 */
export async function boardOf(
  ctx: Context,
  pipelineId: string,
  closedSince: string,
  filter?: Filter,
): Promise<string> {
  authorise(ctx, 'pipeline', 'read')
  const scope = authorise(ctx, 'deal', 'read')
  if (!isUuid(pipelineId)) throw notFound('pipeline')
  const catalogue = filter && (await catalogueOf(ctx, dealEntity, fieldsOf(filter)))
  const [board] = await readOnce(
    ctx,
    sql => sql<{ body: string }[]>`
      with sums as (
        select t.stage_id, t.amount_currency as currency, count(*) as count, sum(t.amount_minor) as minor,
          round(sum(t.amount_minor * coalesce(s.probability, 0) / 100.0)) as weighted
        from deal t join stage s on s.id = t.stage_id
        where t.pipeline_id = ${pipelineId} and t.deleted_at is null ${scopeSql(ctx, sql, dealEntity, scope)}
          and (s.kind = 'open' or t.closed_on >= ${closedSince}::date)
          ${filter && catalogue ? sql`and ${compileFilter(sql, filter, catalogue, { now: ctx.clock(), timeZone: ctx.timeZone, alias: 't' })}` : sql``}
        group by t.stage_id, t.amount_currency)
      select json_build_object('pipeline', json_build_object('id', p.id, 'name', p.name),
        'stages', (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'probability', s.probability,
          'idleAfterDays', s.idle_after_days,
          'count', coalesce((select sum(count) from sums where stage_id = s.id), 0),
          'sums', coalesce((select json_agg(json_build_object('currency', currency, 'minor', minor, 'weightedMinor', weighted) order by minor desc)
            from sums where stage_id = s.id and currency is not null), '[]')) order by s.position, s.id), '[]')
          from stage s where s.pipeline_id = p.id and s.deleted_at is null))::text as body
      from pipeline p where p.id = ${pipelineId} and p.deleted_at is null`,
  )
  if (!board) throw notFound('pipeline')
  return board.body
}
