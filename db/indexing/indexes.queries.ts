import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import type { FilterIndex } from './indexing.model'

/** The fields by which this workspace's filters were slow, by kind of record and field. */
export async function listFilterIndexes(ctx: Context): Promise<FilterIndex[]> {
  authorise(ctx, 'operations', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<FilterIndex[]>`
      select entity, field, state, slow, records, to_json(noted_at) as noted_at, to_json(ready_at) as ready_at, to_json(last_used_at) as last_used_at
      from filter_index where workspace_id = ${ctx.workspaceId} order by entity, field`,
  )
  return [...rows]
}
