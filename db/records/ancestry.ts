import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { snakeCase } from '../core/names.rules'
import { type Ancestry, deepest, type Tree } from './ancestry.rules'
import type { Change } from './change.model'

/** Who stands above the parents that a batch names. A new record, alone, stands above none. */
export const ancestryOf =
  <K extends string>(tree: Tree<K>) =>
  async (_ctx: Context, tx: Tx, changes: readonly Change<Record<K, string | null>>[]): Promise<Ancestry> => {
    const named = changes.flatMap(({ values }) => {
      const parentId: unknown = values[tree.field]
      return typeof parentId === 'string' ? [parentId] : []
    })
    if (named.length === 0 || (changes.length === 1 && !changes[0]!.before)) return { parents: new Map() }
    // Two that would close the circle between them take turns: the second sees the first's half of it.
    await tx`select pg_advisory_xact_lock(hashtextextended(${`${tree.kind} ancestry `} || current_setting('app.workspace'), 0))`
    return { parents: await parentsAbove(tx, tree, named) }
  }

/** Record → its parent, of those that are named and of all above them. */
export async function parentsAbove(
  tx: Tx,
  { kind, field }: Tree,
  named: readonly string[],
): Promise<Map<string, string>> {
  const parent = tx(snakeCase(field))
  const rows = await tx<{ id: string; parentId: string }[]>`
    with recursive above (id, parent_id, depth) as (
      select id, ${parent}, 1 from ${tx(kind)} where id = any(${named as string[]}::uuid[])
      union
      select c.id, c.${parent}, depth + 1 from ${tx(kind)} c join above a on c.id = a.parent_id where depth < ${deepest})
    select distinct id, parent_id from above where parent_id is not null`
  return new Map(rows.map(({ id, parentId }) => [id, parentId]))
}
