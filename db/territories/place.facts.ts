import type { Context } from '../core/context'
import { allOf, type Tx } from '../core/database'
import type { Field, Fields } from '../core/field.model'
import { customCatalogue } from '../fields/custom-fields.queries'
import { fieldsOf } from '../filter/describe.rules'
import type { By, Change } from '../records/change.model'
import {
  customerIdOf,
  fixedIdOf,
  isPlacedAnew,
  noPlaces,
  type Placed,
  type PlaceFacts,
  placeCatalogue,
  type RuledTerritory,
  readyRules,
} from './place.rules'
import type { RuledKind } from './territory-setup.model'

/** While rules change nobody places records by them, and the other way round. */
const rulesLock = (tx: Tx) => tx`hashtextextended('territory rules ' || current_setting('app.workspace'), 0)`

/** Who changes rules waits for those who go by them at the moment; whoever comes after goes by the new ones. */
export const lockRules = (tx: Tx) => tx`select pg_advisory_xact_lock(${rulesLock(tx)})`

/** The territories with their rules for a kind of record. */
export async function ruledTerritories(tx: Tx, kind: RuledKind): Promise<RuledTerritory[]> {
  const rows = await tx<RuledTerritory[]>`
    select t.id, t.parent_id, r.${tx(kind)} as rule from territory t left join territory_rule r on r.territory_id = t.id
    where t.deleted_at is null`
  return [...rows]
}

/** The workspace's own fields of a kind, where a rule asks for one. */
export async function customAsked(
  tx: Tx,
  kind: RuledKind,
  territories: readonly Pick<RuledTerritory, 'rule'>[],
): Promise<Record<string, Field>> {
  const asks = territories.some(({ rule }) => rule && fieldsOf(rule).some(key => key.startsWith('custom.')))
  return asks ? customCatalogue(tx, kind) : {}
}

/** What places a batch of leads or customers. */
export const ruleFacts =
  (kind: RuledKind, fields: Fields) =>
  async (ctx: Context, tx: Tx, changes: readonly Change<Placed>[], by: By): Promise<PlaceFacts> => {
    if (changes.every(({ values }) => values.deletedAt)) return noPlaces
    const [, territories] = await allOf([
      tx`select pg_advisory_xact_lock_shared(${rulesLock(tx)})`,
      ruledTerritories(tx, kind),
    ])
    if (territories.length === 0) return noPlaces
    const catalogue = placeCatalogue(kind, fields, await customAsked(tx, kind, territories))
    return {
      rules: readyRules(territories, catalogue, { now: new Date(by.now), timeZone: ctx.workspaceTimeZone }),
      live: new Set(territories.map(({ id }) => id)),
      customers: new Map(),
    }
  }

/** What places a batch of deals or contacts. A customer stays where it is until the transaction ends. */
export async function customerFacts(
  ctx: Context,
  tx: Tx,
  changes: readonly Change<Placed & { customerId: string | null }>[],
  by: By,
): Promise<PlaceFacts> {
  const due = changes.filter(change => isPlacedAnew(change, by) || change.values.customerId !== undefined)
  if (due.length === 0) return { ...noPlaces, live: await liveAmong(ctx, tx, changes) }
  const ids = [...new Set(due.flatMap(change => customerIdOf(change) ?? []))]
  const [live, customers] = await allOf([
    liveAmong(ctx, tx, changes),
    ids.length
      ? tx<{ id: string; territoryId: string | null }[]>`
          select id, territory_id from customer
          where id = any(${ids}::uuid[]) and exists (select 1 from territory) order by id for share`
      : Promise.resolve([]),
  ])
  return { ...noPlaces, live, customers: new Map(customers.map(({ id, territoryId }) => [id, territoryId])) }
}

/** Which of the territories that a person has put records of the batch in are there. */
async function liveAmong(
  { workspaceId }: Context,
  tx: Tx,
  changes: readonly Change<Placed>[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(changes.flatMap(change => fixedIdOf(change) ?? []))]
  if (ids.length === 0) return noPlaces.live
  const rows = await tx<{ id: string }[]>`
    select id from territory where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and deleted_at is null`
  return new Set(rows.map(({ id }) => id))
}
