import type { Context } from '../core/context'
import { readOnce } from '../core/database'
import type { Whose } from '../core/grants.rules'
import { entityNamed } from './registry'

/** Whether records of this kind have owners, so that a scope can leave some out. */
export const hasOwner = (entity: string): boolean => {
  const known = entityNamed(entity)
  return known !== undefined && 'ownerId' in known.model.fields
}

/** Whether records of this kind lie in territories. */
export const hasTerritory = (entity: string): boolean => {
  const known = entityNamed(entity)
  return known !== undefined && 'territoryId' in known.model.fields
}

/** Whose each of these records of one entity is. */
export async function ownersOf(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  entity: string,
  ids: readonly string[],
): Promise<Map<string, Whose>> {
  const rows = await readOnce(
    ctx,
    sql => sql<(Whose & { id: string })[]>`
      select id, owner_id, ${hasTerritory(entity) ? sql`territory_id` : sql`null::uuid`} as territory_id from ${sql(entity)} where workspace_id = ${ctx.workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
  return new Map(rows.map(({ id, ...whose }) => [id, whose]))
}
