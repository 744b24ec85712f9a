import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import type { AnyRecordModel } from '../core/record.model'
import type { RecordOf } from './change.model'
import { ofIds, projectionOf } from './columns'
import type { Entity } from './entity'
import { namesOf } from './names-of'
import { readableFields, scopeSql } from './scope'

/** One record as JSON text, if wanted with `names: {uuid: name}` of what it refers to. Throws `not_found` outside the asker's reach. */
export async function readRecord(
  ctx: Context,
  entity: Entity,
  id: string,
  { names = false }: { names?: boolean } = {},
): Promise<{ body: string; version: number }> {
  const scope = authorise(ctx, entity.name, 'read')
  if (!isUuid(id)) throw notFound(entity.name)
  const keys = readableFields(ctx, entity)
  const [row] = await readOnce(
    ctx,
    sql => sql<{ body: string; version: number; names: string | null }[]>`
      with shown as (select t.* from ${sql(entity.name)} t where t.id = ${id} ${scopeSql(ctx, sql, entity, scope)})
      select row_to_json(r)::text as body, r.version, ${names ? namesOf(ctx, sql, entity, keys) : sql`null`} as names from (
        select ${sql.unsafe(projectionOf(entity, keys))} from shown t) r`,
  )
  if (!row) throw notFound(entity.name)
  const { body, version } = row
  return { body: row.names === null ? body : `${body.slice(0, -1)},"names":${row.names}}`, version }
}

/** The whole record for a verb, locked until the transaction ends. Null when it is not in this workspace. */
export async function lockRecord<M extends AnyRecordModel>(
  tx: Tx,
  entity: Entity<M>,
  id: string,
): Promise<RecordOf<M> | null> {
  if (!isUuid(id)) return null
  const [record] = await lockRecords(tx, entity, [id])
  return record ?? null
}

/** Whole records, locked in the order of their ids, so that two writers never wait for each other in a ring. Those that are not here are left out. */
export async function lockRecords<M extends AnyRecordModel>(
  tx: Tx,
  entity: Entity<M>,
  ids: readonly string[],
): Promise<RecordOf<M>[]> {
  const found = await tx<{ record: RecordOf<M> }[]>`
    select row_to_json(r) as record from (
      select ${tx.unsafe(projectionOf(entity))} from ${tx(entity.name)} t
      where ${ofIds(tx, ids)} order by t.id for update) r`
  return found.map(({ record }) => record)
}
