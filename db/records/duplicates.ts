import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { conflict, type Problem } from '../core/errors'
import { type KeyRule, keyColumn, keyOf } from '../core/keys'
import type { Entity } from './entity'

/** Turns the database's refusal of a doubled key into a `conflict` that names the records already there. */
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
      rule => rule.unique && constraintOf(error) === `${entity.name}_key_${keyColumn(rule)}`,
    )
    if (!rule) throw error
    throw await duplicateOf(ctx, entity, rule, values)
  }
}

const constraintOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && error.code === '23505' && 'constraint_name' in error
    ? String(error.constraint_name)
    : undefined

async function duplicateOf(ctx: Context, entity: Entity, rule: KeyRule, values: Record<string, unknown>) {
  const key = keyOf(rule, values)
  const candidates = key
    ? await inWorkspace(
        ctx,
        tx => tx<{ id: string; name: string }[]>`
        select id, name from ${tx(entity.name)} where ${tx(keyColumn(rule))} = ${key} and deleted_at is null limit 10`,
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
