import { accessFrom, memberStanding, type Standing } from '../access/access-of'
import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { invalid } from '../core/errors'
import { type Access, scopeOf, withinScope } from '../core/grants.rules'
import { parse } from '../core/parse'
import type { Fragment } from '../filter/operand'
import { fixedSql } from './follow-customer'
import { ruledTerritories } from './place.facts'
import { ruleSql } from './place-records'
import { conditionProblems, liveTerritory, setupOf, strangers } from './set-territory'
import {
  type PlacedKind,
  placedKinds,
  type RuledKind,
  ruledKinds,
  TerritorySetup,
  type TerritoryTrial,
} from './territory-setup.model'

const shownPeople = 50

/** Live records of one owner that lie in one territory and would lie in another, or the same. */
interface Group {
  kind: PlacedKind
  owner: string | null
  was: string | null
  now: string | null
  n: number
}

/**
 * What a draft of a territory would change: which records would lie in it, and who would see how many more and how many fewer, shares left aside. Exact, and
 * nothing is written. Throws as `setTerritory` does.
 */
export async function tryTerritory(ctx: Context, id: string, input: unknown): Promise<TerritoryTrial> {
  authorise(ctx, 'territory', 'update')
  authorise(ctx, 'member', 'read')
  const draft = parse(TerritorySetup, input) as TerritorySetup
  const problems = await conditionProblems(ctx, draft)
  return inWorkspace(ctx, async tx => {
    await liveTerritory(tx, id)
    const before = await setupOf(tx, id)
    const wrong = [
      ...problems
        .filter(({ kind }) => JSON.stringify(before[kind]) !== JSON.stringify(draft[kind]))
        .map(({ problem }) => problem),
      ...(await strangers(tx, draft, before)),
    ]
    if (wrong.length) throw invalid(wrong)
    const groups = await groupsOf(ctx, tx, id, draft)
    const records = { customer: 0, lead: 0, deal: 0, contact: 0, quote: 0 }
    for (const { kind, now, n } of groups) if (now === id) records[kind] += n
    const sum = (some: readonly Group[]) => some.reduce((all, { n }) => all + n, 0)
    const people = await peopleOf(tx, id, draft, groups)
    return {
      records,
      joining: sum(groups.filter(({ was, now }) => now === id && was !== id)),
      leaving: sum(groups.filter(({ was, now }) => was === id && now !== id)),
      people: people.slice(0, shownPeople),
      gaining: people.filter(({ gained }) => gained > 0).length,
      losing: people.filter(({ lost }) => lost > 0).length,
    }
  })
}

async function groupsOf(ctx: Context, tx: Tx, id: string, draft: TerritorySetup): Promise<Group[]> {
  const places = new Map<RuledKind, () => Fragment>()
  for (const kind of ruledKinds) {
    const known = await ruledTerritories(tx, kind)
    const drafted = known.map(one => (one.id === id ? { ...one, rule: draft[kind] } : one))
    places.set(kind, await ruleSql(ctx, tx, kind, drafted))
  }
  const groups: Group[] = []
  for (const kind of placedKinds) {
    const ruled = ruledKinds.find(one => one === kind)
    const placed = ruled
      ? placedSql(ctx, tx, ruled, places.get(ruled)!)
      : followedSql(ctx, tx, kind, places.get('customer')!)
    const rows = await tx<Omit<Group, 'kind'>[]>`
      select owner, was, now, count(*)::int as n from (${placed}) r group by owner, was, now`
    groups.push(...rows.map(row => ({ kind, ...row })))
  }
  return groups
}

/** Of each record whose it is, where it lies, and where it would. */
const placedSql = ({ workspaceId }: Context, tx: Tx, kind: RuledKind, place: () => Fragment) => tx`
  select t.owner_id as owner, t.territory_id as was, coalesce(${fixedSql(tx)}, ${place()}) as now
  from ${tx(kind)} t where t.workspace_id = ${workspaceId} and t.deleted_at is null`

/** The same of those that lie where their customer does. */
const followedSql = ({ workspaceId }: Context, tx: Tx, kind: PlacedKind, place: () => Fragment) => tx`
  select followed.owner_id as owner, followed.territory_id as was, coalesce(${fixedSql(tx, 'followed')}, (
    select coalesce(${fixedSql(tx)}, ${place()}) from customer t where t.id = followed.customer_id)) as now
  from ${tx(kind)} followed where followed.workspace_id = ${workspaceId} and followed.deleted_at is null`

async function peopleOf(
  tx: Tx,
  id: string,
  { memberIds }: TerritorySetup,
  groups: readonly Group[],
): Promise<TerritoryTrial['people']> {
  const members = await tx<(Standing & { name: string })[]>`
    select m.name, ${memberStanding(tx)} from member m where m.deleted_at is null`
  const seats = await tx<{ territoryId: string; memberId: string }[]>`
    select territory_id, member_id from territory_member where territory_id <> ${id}`
  const tree = await tx<{ id: string; parentId: string | null }[]>`
    select id, parent_id from territory where deleted_at is null`
  const moving = groups.filter(({ was, now }) => was !== now)
  const kept = [...seats, ...memberIds.map(memberId => ({ territoryId: id, memberId }))]
  return members
    .flatMap(({ name, ...standing }) => {
      const before = accessFrom(standing)
      const own = kept.filter(({ memberId }) => memberId === standing.memberId)
      const after: Access = {
        ...before,
        territoryIds: withBelow(
          own.map(({ territoryId }) => territoryId),
          tree,
        ),
      }
      const seen = { gained: 0, lost: 0 }
      const isMoved =
        before.territoryIds.length !== after.territoryIds.length ||
        after.territoryIds.some(one => !before.territoryIds.includes(one))
      for (const { kind, owner, was, now, n } of isMoved ? groups : moving) {
        if (scopeOf(before, kind, 'read') !== 'territory') continue
        const sees = (access: Access, territoryId: string | null) =>
          withinScope(access, 'territory', { ownerId: owner, territoryId })
        const [had, has] = [sees(before, was), sees(after, now)]
        if (has && !had) seen.gained += n
        if (had && !has) seen.lost += n
      }
      return seen.gained || seen.lost ? [{ memberId: standing.memberId!, name, ...seen }] : []
    })
    .sort((a, b) => b.gained + b.lost - a.gained - a.lost || a.name.localeCompare(b.name))
}

/** Territories with all that stand below them. */
function withBelow(
  ids: readonly string[],
  tree: readonly { id: string; parentId: string | null }[],
): string[] {
  const found = new Set(ids.filter(id => tree.some(one => one.id === id)))
  for (const id of found) for (const one of tree) if (one.parentId === id) found.add(one.id)
  return [...found]
}
