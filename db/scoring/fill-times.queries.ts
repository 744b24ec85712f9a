import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import type { FilledWhen } from '../models/card.model'
import type { Outcomes } from './outcomes'

/** Decided records that are looked at, the last decided: enough for a share. */
const mostRecords = 20_000

/** By field: of decided records that have a value, when it first came. A day of an end begins at midnight: what came on it came with the outcome. */
export async function fillTimes(
  ctx: Context,
  { entity, won, lost, closed }: Outcomes,
  fields: readonly string[],
): Promise<Map<string, FilledWhen>> {
  if (fields.length === 0) return new Map()
  const ended = closed === 'closedOn' ? "(t.closed_on::timestamp at time zone 'UTC')" : 't.closed_at'
  const rows = await inWorkspace(
    ctx,
    tx => tx<({ field: string } & FilledWhen)[]>`
      with decided as (
        select t.id, ${tx.unsafe(ended)} as ended, t.created_at from ${tx(entity.name)} t
        where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null and t.status in (${won}, ${lost}) and ${tx.unsafe(ended)} is not null
        order by 2 desc limit ${mostRecords}),
      filled as (
        select d.id, a.key as field, min(e.occurred_at) as at, d.ended, d.created_at
        from decided d
        join event e on e.workspace_id = ${ctx.workspaceId} and e.subject_id = d.id
          and e.kind in (${`${entity.name}.created`}, ${`${entity.name}.updated`}) and e.after is not null
        cross join lateral jsonb_each(e.after) a
        where a.key = any(${[...fields]}) and a.value <> 'null'
        group by d.id, a.key, d.ended, d.created_at)
      select field,
        count(*) filter (where created_at < ended - interval '1 second' and at < ended) as before,
        count(*) filter (where created_at < ended - interval '1 second' and at >= ended) as after,
        count(*) filter (where created_at >= ended - interval '1 second') as unknown
      from filled group by field`,
  )
  return new Map(rows.map(({ field, before, after, unknown }) => [field, { before, after, unknown }]))
}
