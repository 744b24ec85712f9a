import type { Context } from '../core/context'
import { readOnce } from '../core/database'
import { conflict, type Problem } from '../core/errors'
import { scopeOf } from '../core/grants.rules'
import { type KeyRule, keyColumn, keyOf } from '../core/keys'
import { doubledKey } from '../core/postgres-faults'
import type { Entity } from './entity'
import { scopeSql } from './scope'

/** Turns the database's refusal of a doubled key into a `conflict` that names the records already there, as far as the asker may read them. */
export async function explainDuplicate<T>(
  ctx: Context,
  entity: Entity,
  values: Record<string, unknown>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const rule = entity.keys.find(
      rule => rule.unique && doubledKey(error) === `${entity.name}_key_${keyColumn(rule)}`,
    )
    if (!rule) throw error
    throw await duplicateOf(ctx, entity, rule, values)
  }
}

async function duplicateOf(ctx: Context, entity: Entity, rule: KeyRule, values: Record<string, unknown>) {
  const key = keyOf(rule, values)
  const scope = scopeOf(ctx.access, entity.name, 'read')
  const candidates =
    key && scope
      ? await readOnce(
          ctx,
          sql => sql<{ id: string; name: string }[]>`
            select t.id, t.name from ${sql(entity.name)} t
            where t.${sql(keyColumn(rule))} = ${key} and t.deleted_at is null ${scopeSql(ctx, sql, entity, scope)} limit 10`,
        )
      : []
  const problem: Problem = {
    pointer: `/${rule.field}`,
    code: 'duplicate',
    message: `Another ${entity.name} has this ${rule.field}.`,
    params: { field: rule.field },
  }
  const fault = conflict(
    `A ${entity.name} with this ${rule.field} is already here.`,
    { field: rule.field, candidates: [...candidates] },
    'duplicate',
  )
  fault.details.problems = [problem]
  return fault
}
