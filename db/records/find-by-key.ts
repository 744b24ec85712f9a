import * as v from 'valibot'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { keyColumn, keyOf } from '../core/keys'
import type { Entity } from './entity'
import { scopeSql } from './scope'

/** The id of the live record that has the key's value of these values. Undefined: there is none in the asker's reach. */
export async function findByKey(
  ctx: Context,
  entity: Entity,
  field: string,
  values: Record<string, unknown>,
): Promise<string | undefined> {
  const scope = authorise(ctx, entity.name, 'read')
  const rule = entity.keys.find(rule => rule.unique && rule.field === field)
  if (!rule) return undefined
  // What the field would not take, no record has: not even Postgres could be asked for some of it.
  const given = v.safeParse(entity.model.fields[field]!.schema, values[field])
  const key = given.success ? keyOf(rule, { ...values, [field]: given.output }) : null
  if (!key) return undefined
  const [found] = await readOnce(
    ctx,
    sql => sql<{ id: string }[]>`
      select t.id from ${sql(entity.name)} t
      where t.workspace_id = ${ctx.workspaceId} and t.${sql(keyColumn(rule))} = ${key} and t.deleted_at is null ${scopeSql(ctx, sql, entity, scope)}`,
  )
  return found?.id
}
