import type { Tx } from '../core/database'
import { type KeyRule, keyColumn, keyOf } from '../core/keys'
import type { AnyRecord } from '../core/record.model'
import { projectionOf } from './columns'
import type { Entity } from './entity'

/** Live records that one of a batch may be by its values, locked unless the run is dry, in id order so that two writers never wait for each other in a ring. */
export async function findMatches(
  tx: Tx,
  workspaceId: string,
  entity: Entity,
  values: readonly Readonly<Record<string, unknown>>[],
  rules: readonly KeyRule[],
  dry: boolean,
): Promise<AnyRecord[]> {
  const asked = rules.flatMap(rule => {
    const keys = [...new Set(values.flatMap(one => keyOf(rule, one) ?? []))]
    return keys.length ? [{ column: keyColumn(rule), keys }] : []
  })
  if (asked.length === 0) return []
  const ids = await tx<{ id: string }[]>`${asked
    .map(
      ({ column, keys }) =>
        tx`select id from ${tx(entity.name)} where workspace_id = ${workspaceId} and deleted_at is null and ${tx(column)} is not null and ${tx(column)} = any(${keys})`,
    )
    .reduce((all, one) => tx`${all} union ${one}`)}`
  if (ids.length === 0) return []
  const found = await tx<{ record: AnyRecord }[]>`
    select row_to_json(r) as record from (
      select ${tx.unsafe(projectionOf(entity))} from ${tx(entity.name)} t where t.id = any(${ids.map(row => row.id)}::uuid[]) and t.deleted_at is null
      order by t.id ${dry ? tx`` : tx`for update`}) r`
  return found.map(row => row.record)
}

/** The keys of an entity by which records are matched, strongest first; unique ones are always looked up, to refuse doubles. */
export const rulesInUse = (
  entity: Entity,
  matchBy: readonly string[],
): { match: KeyRule[]; all: KeyRule[] } => {
  const match = matchBy.flatMap(field => entity.keys.find(rule => rule.field === field) ?? [])
  return { match, all: [...new Set([...match, ...entity.keys.filter(rule => rule.unique)])] }
}
