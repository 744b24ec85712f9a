import type { Context } from '../core/context'
import { readOnce } from '../core/database'
import { entityNamed } from './registry'

/** Whether records of this kind have owners, so that a scope can leave some out. */
export const hasOwner = (entity: string): boolean => {
  const known = entityNamed(entity)
  return known !== undefined && 'ownerId' in known.model.fields
}

/** The owner of each of these records of one entity. */
export async function ownersOf(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  entity: string,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const rows = await readOnce(
    ctx,
    sql => sql<{ id: string; ownerId: string | null }[]>`
      select id, owner_id from ${sql(entity)} where workspace_id = ${ctx.workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
  return new Map(rows.map(({ id, ownerId }) => [id, ownerId]))
}
