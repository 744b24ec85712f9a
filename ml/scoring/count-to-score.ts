import type { Context } from '@sextant/db/core/context'
import { readOnce } from '@sextant/db/core/database'
import type { OutcomeModel } from '../features/outcome-model'

/** How many records of the workspace a model scores. */
export async function countToScore(ctx: Context, { entity }: OutcomeModel): Promise<number> {
  const [row] = await readOnce(
    ctx,
    sql => sql<{ count: number }[]>`
      select count(*) as count from ${sql(entity.name)} t
      where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null`,
  )
  return row?.count ?? 0
}
