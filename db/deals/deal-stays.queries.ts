import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { scopeSql } from '../records/scope'
import type { Stay } from '../records/stay.model'
import { dealEntity } from './deals.entity'

/** How long a deal was in each stage, the oldest stay first; a move that was undone is none. Throws `not_found`. */
export async function dealStays(ctx: Context, id: string): Promise<Stay[]> {
  const scope = authorise(ctx, 'deal', 'read')
  if (!isUuid(id)) throw notFound('deal')
  const now = ctx.clock()
  const rows = await readOnce(
    ctx,
    sql => sql<Stay[]>`
      with deal_shown as (select t.id from deal t where t.id = ${id} ${scopeSql(ctx, sql, dealEntity, scope)})
      select h.stage_id as value, s.name, to_json(h.entered_at) #>> '{}' as entered_at, to_json(h.left_at) #>> '{}' as left_at,
        floor(greatest(0, extract(epoch from coalesce(h.left_at, ${now}::timestamptz) - h.entered_at)))::float8 as seconds
      from deal_shown d left join deal_stage_history h on h.deal_id = d.id left join stage s on s.id = h.stage_id
      order by h.entered_at, h.left_at nulls last`,
  )
  if (rows.length === 0) throw notFound('deal')
  return mayRead(ctx.access, 'deal', 'stageId') ? rows.filter(({ value }) => value !== null) : []
}
