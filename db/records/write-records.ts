import type postgres from 'postgres'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { keyColumn, keyOf } from '../core/keys'
import type { AnyRecord } from '../core/record.model'
import { allFields, columnsOf, ofIds, plainColumnsOf, same } from './columns'
import type { Entity } from './entity'

/** Names of columns come from the model, so nothing of a caller gets into the SQL. */
const quoted = (columns: readonly string[]): string => columns.map(column => `"${column}"`).join(', ')

const allColumns = new WeakMap<Entity, string>()

/** The columns of a new row, those of a record without a value too. */
function columnList(entity: Entity): string {
  const known = allColumns.get(entity)
  if (known) return known
  const empty = Object.fromEntries(Object.keys(allFields(entity)).map(key => [key, null]))
  const list = quoted(['id', 'workspace_id', ...Object.keys(columnsOf(entity, empty, empty)), 'custom'])
  allColumns.set(entity, list)
  return list
}

/** The row of a new record. What has no value is left out: a column that a row does not name is null. */
function rowOf(ctx: Context, entity: Entity, record: AnyRecord): Record<string, unknown> {
  const { id, custom, ...values } = record
  for (const key of Object.keys(values)) if (values[key] === null) delete values[key]
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
  const columns = tx.unsafe(columnList(entity))
  return tx`
    insert into ${tx(entity.name)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${tx(entity.name)}, ${tx.json(rows as never)})`
}

/**
 * Takes from changed records the unique keys that they let go and that others of the batch get, a statement per key, before the rows are written: Postgres
 * looks at each row by itself.
 */
export function freedKeys(
  tx: Tx,
  entity: Entity,
  made: readonly AnyRecord[],
  changes: readonly { before: AnyRecord; after: AnyRecord }[],
): postgres.PendingQuery<postgres.Row[]>[] {
  if (made.length + changes.length < 2) return []
  return entity.keys.flatMap(rule => {
    if (!rule.unique) return []
    const letGo = changes.flatMap(({ before, after }) => {
      const key = keyOf(rule, before)
      return key === null || key === keyOf(rule, after) ? [] : [{ id: before.id, key }]
    })
    if (letGo.length === 0) return []
    const taken = new Set([...made, ...changes.map(({ after }) => after)].map(record => keyOf(rule, record)))
    const ids = letGo.flatMap(({ id, key }) => (taken.has(key) ? [id] : []))
    return ids.length
      ? [tx`update ${tx(entity.name)} t set ${tx(keyColumn(rule))} = null where ${ofIds(tx, ids)}`]
      : []
  })
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
    where t.id = r.id and ${ofIds(
      tx,
      changes.map(({ after }) => after.id),
    )}`
}
