import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { Write } from '../events/write'
import type { Fragment } from '../filter/operand'
import type { Step } from '../records/change.model'
import { placeEvents } from './territories.events'
import { followingKinds, type PlacedKind } from './territory-setup.model'

/** A record that lies elsewhere than before. */
interface Moved {
  id: string
  was: string | null
  now: string | null
}

/** The territory that a person has put a row in, as long as it is there. */
export const fixedSql = (tx: Tx, alias: 't' | 'followed' = 't') =>
  tx`(select f.id from territory f where f.id = ${tx(alias)}.fixed_territory_id and f.deleted_at is null)`

/** Deals and contacts of customers that lie elsewhere now go with them, but those that a person has put somewhere. */
export async function followCustomers(
  ctx: Context,
  to: Write,
  steps: readonly Step<{ id: string; territoryId: string | null }>[],
): Promise<void> {
  const moved = steps.flatMap(({ before, after }) =>
    before && before.territoryId !== after.territoryId ? [after.id] : [],
  )
  await moveFollowers(ctx, to, moved)
}

export async function moveFollowers(
  { workspaceId }: Context,
  to: Write,
  customerIds: readonly string[],
): Promise<void> {
  if (customerIds.length === 0) return
  for (const kind of followingKinds)
    await move(
      to,
      kind,
      () => to.tx`t.workspace_id = ${workspaceId} and t.customer_id = any(${[...customerIds]}::uuid[])`,
      () => byCustomer(to.tx),
    )
}

/** Where the customer of row `t` lies. */
export const byCustomer = (tx: Tx) => tx`(select c.territory_id from customer c where c.id = t.customer_id)`

/** Puts those rows `t` of a kind that `which` tells where `place` says, and tells of each that it is elsewhere now. Gives how many were. */
export async function move(
  { tx, emit }: Write,
  kind: PlacedKind,
  which: () => Fragment,
  place: () => Fragment,
): Promise<readonly Moved[]> {
  // Locked first: what is read after that is as it stays.
  await tx`select 1 from ${tx(kind)} t where ${which()} order by t.id for update`
  const moved = await tx<Moved[]>`
    with due as (
      select * from (
        select t.id, t.territory_id as was, coalesce(${fixedSql(tx)}, ${place()}) as now from ${tx(kind)} t where ${which()}) d
      where was is distinct from now)
    update ${tx(kind)} t set territory_id = due.now from due where t.id = due.id returning t.id, due.was, due.now`
  emit(
    ...moved.map(({ id, was, now }) =>
      placeEvents.placed(
        { type: kind, id },
        {},
        { before: { territoryId: was }, after: { territoryId: now } },
      ),
    ),
  )
  return moved
}
