import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { scopeSql } from '../records/scope'
import type { Stay } from '../records/stay.model'
import { leadEntity } from './leads.entity'

/** How long a lead was in each status, as the log tells: from the change that led there to the next, the oldest first. Throws `not_found`. */
export async function leadStays(ctx: Context, id: string): Promise<Stay[]> {
  const scope = authorise(ctx, 'lead', 'read')
  if (!isUuid(id)) throw notFound('lead')
  const now = ctx.clock()
  const rows = await readOnce(
    ctx,
    sql => sql<Stay[]>`
      with lead_shown as (select t.id from lead t where t.id = ${id} ${scopeSql(ctx, sql, leadEntity, scope)}),
      steps as (
        select e.after->>'status' as value, e.occurred_at as at, e.seq
        from lead_shown l join event e on e.subject_id = l.id
        where e.workspace_id = ${ctx.workspaceId} and starts_with(e.kind, 'lead.') and e.after ? 'status'),
      stays as (select value, at, seq, lead(at) over (order by at, seq) as until from steps)
      select s.value, null as name, to_json(s.at) #>> '{}' as entered_at, to_json(s.until) #>> '{}' as left_at,
        floor(greatest(0, extract(epoch from coalesce(s.until, ${now}::timestamptz) - s.at)))::float8 as seconds
      from lead_shown l left join stays s on true order by s.at, s.seq`,
  )
  if (rows.length === 0) throw notFound('lead')
  return mayRead(ctx.access, 'lead', 'status') ? rows.filter(({ value }) => value !== null) : []
}
