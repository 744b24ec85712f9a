import type { Tx } from '../core/database'
import { type KeyRule, keyColumn, keyOf } from '../core/keys'
import type { AnyRecord } from '../core/record.model'
import type { Entity } from './entity'

/**
 * Which of the records, as they are to be, would have a key that another has: one that is live, or an earlier one of them. Gives the field by
 * the record's id.
 */
export async function takenKeys(
  tx: Tx,
  rules: readonly KeyRule[],
  entity: Entity,
  records: readonly AnyRecord[],
): Promise<Map<string, string>> {
  const taken = new Map<string, string>()
  for (const rule of rules) {
    const first = new Set<string>()
    const keys = records.flatMap(record => {
      const key = keyOf(rule, record)
      if (key === null || taken.has(record.id)) return []
      if (first.has(key)) taken.set(record.id, rule.field)
      first.add(key)
      return [{ id: record.id, key }]
    })
    if (keys.length === 0) continue
    const rows = await tx<{ id: string }[]>`
      select r.id from jsonb_to_recordset(${tx.json(keys)}) as r(id uuid, key text)
      join ${tx(entity.name)} t on t.${tx(keyColumn(rule))} = r.key and t.id <> r.id and t.deleted_at is null`
    for (const { id } of rows) taken.set(id, rule.field)
  }
  return taken
}
