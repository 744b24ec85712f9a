import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { Change } from '../records/change.model'
import type { Customer } from './customers.model'
import { type Ancestry, deepest } from './customers.rules'

/** Who stands above the parents that a batch names. A new company, alone, stands above none. */
export async function ancestryOf(
  _ctx: Context,
  tx: Tx,
  changes: readonly Change<Customer>[],
): Promise<Ancestry> {
  const named = changes.flatMap(({ values: { parentId } }) =>
    typeof parentId === 'string' ? [parentId] : [],
  )
  if (named.length === 0 || (changes.length === 1 && !changes[0]!.before)) return { parents: new Map() }
  // Two that would close the circle between them take turns: the second sees the first's half of it.
  await tx`select pg_advisory_xact_lock(hashtextextended('customer ancestry ' || current_setting('app.workspace'), 0))`
  return { parents: await parentsAbove(tx, named) }
}

/** Customer → its parent, of those that are named and of all above them. */
export async function parentsAbove(tx: Tx, named: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; parentId: string }[]>`
    with recursive above (id, parent_id, depth) as (
      select id, parent_id, 1 from customer where id = any(${named as string[]}::uuid[])
      union
      select c.id, c.parent_id, depth + 1 from customer c join above a on c.id = a.parent_id where depth < ${deepest})
    select distinct id, parent_id from above where parent_id is not null`
  return new Map(rows.map(({ id, parentId }) => [id, parentId]))
}
