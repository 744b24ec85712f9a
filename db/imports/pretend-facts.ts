import type { Tx } from '../core/database'
import { customerAncestry } from '../customers/customers.rules'
import type { DealFacts } from '../deals/deals.rules'
import { parentsAbove } from '../records/ancestry'
import type { Ancestry, Tree } from '../records/ancestry.rules'
import type { Entity } from '../records/entity'
import { ticketAncestry } from '../tickets/tickets.rules'
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
  const tree = [customerAncestry, ticketAncestry].find(({ kind }) => kind === entity.name)
  if (tree) await pretendParents(tx, { entity, tree }, pretended, facts as Ancestry, rows)
}

/** Follows what stands above the named parents through both: records that the check has left with another parent, and those of the database above them. */
async function pretendParents(
  tx: Tx,
  { entity, tree }: { entity: Entity; tree: Tree },
  pretended: Pretended,
  { parents }: Ancestry,
  rows: readonly ReadyRow[],
): Promise<void> {
  const asked = new Set<string>()
  let due = rows.flatMap(({ values }) => parentIn(tree, values) ?? [])
  while (due.length) {
    const above: string[] = []
    for (const id of due) {
      asked.add(id)
      const kept = pretended.read(entity, id)
      if (!kept) continue
      const parentId = parentIn(tree, kept)
      if (parentId) {
        parents.set(id, parentId)
        above.push(parentId)
      } else parents.delete(id)
    }
    if (above.length)
      for (const [id, parentId] of await parentsAbove(tx, tree, above))
        if (!asked.has(id)) parents.set(id, parentId)
    due = [...parents].flat().filter(id => !asked.has(id))
  }
}

const parentIn = ({ field }: Tree, values: Readonly<Record<string, unknown>>): string | undefined =>
  typeof values[field] === 'string' ? values[field] : undefined
