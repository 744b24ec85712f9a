import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import type { AnyRecord } from '../core/record.model'
import { projectionOf } from './columns'
import type { Entity } from './entity'
import { readableFields, scopeSql } from './scope'

/** One record as JSON text. Throws `not_found` outside the asker's reach. */
export async function readRecord(
  ctx: Context,
  entity: Entity,
  id: string,
): Promise<{ body: string; version: number }> {
  const scope = authorise(ctx, entity.name, 'read')
  if (!isUuid(id)) throw notFound(entity.name)
  const [row] = await readOnce(
    ctx,
    sql => sql<{ body: string; version: number }[]>`
      select row_to_json(r)::text as body, r.version from (
        select ${sql.unsafe(projectionOf(entity, readableFields(ctx, entity)))} from ${sql(entity.name)} t
        where t.id = ${id} ${scopeSql(ctx, sql, entity, scope)}) r`,
  )
  if (!row) throw notFound(entity.name)
  return row
}

/** The whole record for a verb, locked until the transaction ends. Null when it is not in this workspace. */
export async function lockRecord(tx: Tx, entity: Entity, id: string): Promise<AnyRecord | null> {
  if (!isUuid(id)) return null
  const [row] = await tx<{ record: AnyRecord }[]>`
    select row_to_json(r) as record from (
      select ${tx.unsafe(projectionOf(entity))} from ${tx(entity.name)} t where t.id = ${id} for update) r`
  return row?.record ?? null
}
