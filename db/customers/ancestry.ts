import type { Tx } from '../core/database'
import { refused } from '../core/errors'

/** A company cannot belong to itself, however long the chain. */
export async function refuseOwnAncestor(tx: Tx, id: string, parentId: string): Promise<void> {
  // Two that would close the circle between them take turns: the second sees the first's half of it.
  await tx`select pg_advisory_xact_lock(hashtextextended('customer ancestry ' || current_setting('app.workspace'), 0))`
  const [cycle] = await tx`
    with recursive above (id, depth) as (
      select ${parentId}::uuid, 1
      union all
      select c.parent_id, depth + 1 from customer c join above a on c.id = a.id where c.parent_id is not null and depth < 100)
    select 1 from above where id = ${id} limit 1`
  if (cycle) throw refused('customer.own_ancestor', 'A customer cannot be part of itself.', { parentId })
}
