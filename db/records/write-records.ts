import type postgres from 'postgres'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { AnyRecord } from '../core/record.model'
import { allFields, columnsOf, plainColumnsOf, same } from './columns'
import type { Entity } from './entity'

/** Names of columns come from the model, so nothing of a caller gets into the SQL. */
const quoted = (columns: readonly string[]): string => columns.map(column => `"${column}"`).join(', ')

/** A row of the entity's table, all columns, from a record as the API has it. */
function rowOf(ctx: Context, entity: Entity, record: AnyRecord): Record<string, unknown> {
  const { id, custom, ...values } = record
  return { id, workspace_id: ctx.workspaceId, ...columnsOf(entity, values, record), custom }
}

/** Writes new records in one statement, as they are: no rule is asked and no event told. */
export function insertRecords(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  records: readonly AnyRecord[],
): postgres.PendingQuery<postgres.Row[]> {
  const rows = records.map(record => rowOf(ctx, entity, record))
  const columns = quoted(Object.keys(rows[0]!))
  // What has no value is left out: a column that a row does not name is null.
  const present = rows.map(row =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
  )
  return tx`
    insert into ${tx(entity.name)} (${tx.unsafe(columns)})
    select ${tx.unsafe(columns)} from jsonb_populate_recordset(null::${tx(entity.name)}, ${tx.json(present as never)})`
}

/** Writes the changed fields of records, which the caller has locked, in one statement and as they are. */
export function updateRecords(
  tx: Tx,
  entity: Entity,
  changes: readonly { before: AnyRecord; after: AnyRecord }[],
): postgres.PendingQuery<postgres.Row[]> {
  const keys = [...Object.keys(allFields(entity)), 'custom'].filter(key =>
    changes.some(({ before, after }) => !same(before[key], after[key])),
  )
  // Keys and what search looks through follow from the entity's own fields.
  const touchesOwn = keys.some(key => key in entity.model.fields)
  const rows = changes.map(({ after }) => {
    const values = Object.fromEntries(keys.map(key => [key, after[key]]))
    const columns = touchesOwn ? columnsOf(entity, values, after) : plainColumnsOf(entity, values)
    return { id: after.id, ...columns, ...(keys.includes('custom') ? { custom: after.custom } : {}) }
  })
  const set = Object.keys(rows[0]!)
    .filter(column => column !== 'id')
    .map(column => `"${column}" = r."${column}"`)
    .join(', ')
  return tx`
    update ${tx(entity.name)} t set ${tx.unsafe(set)}
    from jsonb_populate_recordset(null::${tx(entity.name)}, ${tx.json(rows as never)}) r
    where t.id = r.id and t.id = any(${changes.map(({ after }) => after.id)}::uuid[])`
}
