import type { Tx } from '../core/database'
import { parentsAbove } from '../customers/ancestry'
import type { Ancestry } from '../customers/customers.rules'
import type { DealFacts } from '../deals/deals.rules'
import type { Entity } from '../records/entity'
import type { Pretended } from './pretended'
import type { ReadyRow } from './ready-rows'

/** Adds what a check would have written so far to what the entity's life has read of the database. */
export async function pretendFacts(
  tx: Tx,
  entity: Entity,
  pretended: Pretended,
  facts: unknown,
  rows: readonly ReadyRow[],
): Promise<void> {
  if (entity.name === 'deal') (facts as DealFacts).stages.push(...pretended.stages)
  if (entity.name === 'customer') await pretendParents(tx, entity, pretended, facts as Ancestry, rows)
}

/** Follows what stands above the named parents through both: companies that the check has left with another parent, and those of the database above them. */
async function pretendParents(
  tx: Tx,
  customer: Entity,
  pretended: Pretended,
  { parents }: Ancestry,
  rows: readonly ReadyRow[],
): Promise<void> {
  const asked = new Set<string>()
  let due = rows.flatMap(({ values: { parentId } }) => (typeof parentId === 'string' ? [parentId] : []))
  while (due.length) {
    const above: string[] = []
    for (const id of due) {
      asked.add(id)
      const kept = pretended.read(customer, id)
      if (!kept) continue
      if (typeof kept.parentId === 'string') {
        parents.set(id, kept.parentId)
        above.push(kept.parentId)
      } else parents.delete(id)
    }
    if (above.length)
      for (const [id, parentId] of await parentsAbove(tx, above))
        if (!asked.has(id)) parents.set(id, parentId)
    due = [...parents].flat().filter(id => !asked.has(id))
  }
}
