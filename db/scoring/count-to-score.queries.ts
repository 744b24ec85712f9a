import type { Context } from '../core/context'
import { readOnce } from '../core/database'
import type { Outcomes } from './outcomes'

/** How many records of the workspace a model scores. */
export async function countToScore(ctx: Context, { entity }: Pick<Outcomes, 'entity'>): Promise<number> {
  const [row] = await readOnce(
    ctx,
    sql => sql<{ count: number }[]>`
      select count(*) as count from ${sql(entity.name)} t
      where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null`,
  )
  return row?.count ?? 0
}
