import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, type Problem } from '../core/errors'
import type { Entity } from './entity'
import { reachSql } from './scope'

/** Refuses references to records that are not in this workspace, are in its bin, or are out of the writer's reach. One statement for all. */
export async function checkReferences(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  values: Record<string, unknown>,
): Promise<void> {
  const asked = Object.entries(entity.model.fields).flatMap(([key, field]) =>
    field.kind === 'reference' && typeof values[key] === 'string'
      ? [{ key, table: field.refersTo!, id: values[key] as string }]
      : [],
  )
  if (asked.length === 0) return
  const found = await tx<{ key: string }[]>`${asked
    .map(
      ({ key, table, id }) =>
        tx`select ${key}::text as key from ${tx(table)} t where t.id = ${id} and t.deleted_at is null ${reachSql(ctx, tx, table)}`,
    )
    .reduce((all, one) => tx`${all} union all ${one}`)}`
  const known = new Set(found.map(row => row.key))
  const problems: Problem[] = asked
    .filter(({ key }) => !known.has(key))
    .map(({ key, table }) => ({
      pointer: `/${key}`,
      code: 'reference_missing',
      message: `There is no such ${table} here.`,
      params: { field: key, entity: table },
    }))
  if (problems.length) throw invalid(problems)
}
