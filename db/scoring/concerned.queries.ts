import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { snakeCase } from '../core/names.rules'
import type { Outcomes } from './outcomes'

/** A record that something happened to. */
export interface Changed {
  subjectType: string
  subjectId: string
}

/** Ids of the records whose score may be another one since: those that changed, and the open ones whose score is made of one that changed. */
export async function concernedBy(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  { entity, madeOf, open }: Outcomes,
  changed: readonly Changed[],
): Promise<string[]> {
  const of = (kind: string) => [
    ...new Set(changed.filter(one => one.subjectType === kind).map(one => one.subjectId)),
  ]
  const ids = new Set(of(entity.name))
  for (const [kind, field] of Object.entries(madeOf)) {
    const related = of(kind)
    if (related.length === 0) continue
    const found = await inWorkspace(
      ctx,
      tx => tx<{ id: string }[]>`
        select t.id from ${tx(entity.name)} t
        where t.${tx(snakeCase(field))} = any(${related}::uuid[]) and t.deleted_at is null and t.status = any(${[...open]})`,
    )
    for (const { id } of found) ids.add(id)
  }
  return [...ids]
}
