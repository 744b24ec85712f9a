import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { AnyRecord } from '../core/record.model'
import { columnsOf } from './columns'
import type { Entity } from './entity'

/** A row of the entity's table, all columns, from a record as the API has it. */
function rowOf(ctx: Context, entity: Entity, record: AnyRecord): Record<string, unknown> {
  const { id, custom, ...values } = record
  return { id, workspace_id: ctx.workspaceId, ...columnsOf(entity, values, record), custom }
}

/** Writes new records in one statement, as they are: no hook runs and no event is told. For imports, which do both for many at once. */
export async function insertRecords(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  records: readonly AnyRecord[],
): Promise<void> {
  if (records.length === 0) return
  const rows = records.map(record => rowOf(ctx, entity, record))
  const columns = tx.unsafe(columnList(rows[0]!))
  await tx`
    insert into ${tx(entity.name)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${tx(entity.name)}, ${tx.json(rows as never)})`
}

/** Overwrites records, which the caller has locked, in one statement and as they are. For imports and their undo. */
export async function updateRecords(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  records: readonly AnyRecord[],
): Promise<void> {
  if (records.length === 0) return
  const rows = records.map(record => rowOf(ctx, entity, record))
  const set = Object.keys(rows[0]!)
    .filter(column => column !== 'id' && column !== 'workspace_id')
    .map(column => `"${column}" = r."${column}"`)
    .join(', ')
  await tx`
    update ${tx(entity.name)} t set ${tx.unsafe(set)}
    from jsonb_populate_recordset(null::${tx(entity.name)}, ${tx.json(rows as never)}) r where t.id = r.id`
}

/** Column names come from the model, so nothing of a caller gets into the SQL. */
const columnList = (row: Record<string, unknown>): string =>
  Object.keys(row)
    .map(column => `"${column}"`)
    .join(', ')
