import { authorise, type Context } from '../core/context'
import { allOf, inWorkspace, type Tx } from '../core/database'
import { scopeOf } from '../core/grants.rules'
import type { Filter } from '../filter/filter.model'
import { entityNamed } from '../records/registry'
import { customAsked } from './place.facts'
import { goneFrom, placeCatalogue } from './place.rules'
import {
  type KnownTerritory,
  type Placing,
  placedKinds,
  type RuledKind,
  ruledKinds,
  type TerritoryTree,
} from './territory-setup.model'

type Row = Pick<KnownTerritory, 'id' | 'name' | 'parentId' | 'version' | 'memberIds' | RuledKind>
type Counts = NonNullable<KnownTerritory['records']>

/**
 * The territories of the workspace by name, each with its rules, who is in it, and how many records lie in it; and how far the work is that places records.
 * Who may not change them is told who is in which: a rule may ask for fields that are closed to them, and a count is of records that they may not see.
 */
export async function readTerritories(ctx: Context): Promise<TerritoryTree> {
  authorise(ctx, 'territory', 'read')
  const whole = scopeOf(ctx.access, 'territory', 'update') !== undefined
  return inWorkspace(ctx, async tx => {
    const [rows, counts, [placing]] = await allOf([
      tx<Row[]>`
        select t.id, t.name, t.parent_id, t.version, r.customer, r.lead, array(
          select p.member_id::text from territory_member p join member m on m.id = p.member_id and m.deleted_at is null
          where p.territory_id = t.id order by m.name, m.id) as member_ids
        from territory t left join territory_rule r on r.territory_id = t.id where t.deleted_at is null order by t.name, t.id`,
      whole ? countsOf(ctx, tx) : Promise.resolve(undefined),
      tx<Placing[]>`
        select id, state, done::int, total::int, moved::int, failure, to_json(created_at) #>> '{}' as created_at, to_json(finished_at) #>> '{}' as finished_at
        from territory_placing where state <> 'replaced' order by created_at desc, id desc limit 1`,
    ])
    const gone = whole ? await faultsOf(tx, rows) : () => []
    return {
      territories: rows.map(row => ({
        ...row,
        ...(!whole && { customer: null, lead: null }),
        records: counts?.of(row.id) ?? null,
        byHand: counts?.byHand(row.id) ?? 0,
        faults: gone(row),
      })),
      outside: counts?.of(null) ?? null,
      placing: placing ?? null,
    }
  })
}

/** How many live records of each kind lie in each territory, and in none. */
async function countsOf({ workspaceId }: Context, tx: Tx) {
  const parts = placedKinds.map(
    kind => tx`
      select ${kind}::text as kind, territory_id as place, count(*)::int as n, count(*) filter (where fixed_territory_id = territory_id)::int as by_hand
      from ${tx(kind)} where workspace_id = ${workspaceId} and deleted_at is null group by territory_id`,
  )
  const rows = await tx<{ kind: keyof Counts; place: string | null; n: number; byHand: number }[]>`
    ${parts.reduce((all, one) => tx`${all} union all ${one}`)}`
  const at = (id: string | null) => rows.filter(({ place }) => place === id)
  return {
    of: (id: string | null): Counts => {
      const counts: Counts = { customer: 0, lead: 0, deal: 0, contact: 0, quote: 0 }
      for (const { kind, n } of at(id)) counts[kind] = n
      return counts
    },
    byHand: (id: string) => at(id).reduce((sum, { byHand }) => sum + byHand, 0),
  }
}

async function faultsOf(tx: Tx, rows: readonly Row[]) {
  const catalogues = await allOf(
    ruledKinds.map(async kind => {
      const custom = await customAsked(
        tx,
        kind,
        rows.map(row => ({ rule: row[kind] })),
      )
      return [kind, placeCatalogue(kind, entityNamed(kind)!.model.fields, custom)] as const
    }),
  )
  return (row: Row): KnownTerritory['faults'] =>
    catalogues.flatMap(([kind, catalogue]) =>
      goneFrom(row[kind] as Filter | null, catalogue).map(field => ({
        kind,
        code: 'field_gone' as const,
        field,
      })),
    )
}
