import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { invalid } from '../core/errors'
import { type Access, type Grants, type Scope, type Whose, withinScope } from '../core/grants.rules'
import { parse } from '../core/parse'
import { entityNamed } from '../records/registry'
import { sharedRecords } from '../records/shared'
import { accessFrom, memberStanding, type Standing } from './access-of'
import { grantsOfRole } from './policy.rules'
import { RoleCompare, type RoleComparison } from './role.model'
import { fieldChanges, grantProblems, type ScopeChange, scopeChanges, wholeGrants } from './role.rules'
import { lockRole, roleObjects } from './roles.queries'

/** How many records are whose: of one owner, in one territory. By `keyOf`. */
type ByOwner = ReadonlyMap<string, { whose: Whose; n: number }>

const keyOf = ({ ownerId, territoryId = null }: Whose): string => `${ownerId} ${territoryId}`

/**
 * Who would gain and lose what if a role were saved with these grants: for each action on an object whose scope changes, how many people, and how
 * many records for them; exact. Throws `invalid` for grants that contradict each other.
 */
export async function compareRole(ctx: Context, input: unknown): Promise<RoleComparison> {
  authorise(ctx, 'role', 'read')
  const { key, grants } = parse(RoleCompare, input)
  return inWorkspace(ctx, async tx => {
    const role = await lockRole(tx, key)
    const known = await roleObjects(ctx, tx)
    const problems = grantProblems(grants, known)
    if (problems.length) throw invalid(problems)
    const before = grantsOfRole(key, role.grants)
    const people = await holdersOf(tx, key)
    const counts = new Map<string, ByOwner | undefined>()
    const results: RoleComparison['results'] = []
    for (const change of scopeChanges(before, grants as Grants)) {
      if (!counts.has(change.object)) counts.set(change.object, await countByOwner(ctx, tx, change.object))
      const lent = await lentOf(ctx, tx, people, change)
      results.push({ ...change, ...differenceOf(change, people, counts.get(change.object), lent) })
    }
    return {
      results,
      fields: fieldChanges(before, wholeGrants(grants as Grants), known),
      people: people.length,
    }
  })
}

async function holdersOf(tx: Tx, key: string): Promise<Access[]> {
  const rows = await tx<Standing[]>`
    select ${memberStanding(tx)} from member m where m.role = ${key} and m.deleted_at is null`
  return rows.map(accessFrom)
}

/** How many live records of an object are whose, all nobody's where it has no owners; undefined for what is no record. */
async function countByOwner(ctx: Context, tx: Tx, object: string): Promise<ByOwner | undefined> {
  const entity = entityNamed(object)
  if (!entity) return undefined
  const { fields } = entity.model
  const owner = 'ownerId' in fields ? tx`owner_id` : tx`null::uuid`
  const territory = 'territoryId' in fields ? tx`territory_id` : tx`null::uuid`
  const rows = await tx<(Whose & { n: number })[]>`
    select ${owner} as owner_id, ${territory} as territory_id, count(*)::int as n from ${tx(entity.name)} t
    where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null group by 1, 2`
  return new Map(rows.map(({ n, ...whose }) => [keyOf(whose), { whose, n }]))
}

/** The records that are shared with somebody, by whose they are. */
type Lent = ReadonlyMap<Access, ReadonlyMap<string, ReadonlySet<string>>>

/** What each of the people has by a share, so that they neither gain nor lose it by a scope. */
async function lentOf(
  ctx: Context,
  tx: Tx,
  people: readonly Access[],
  { object, action }: Pick<ScopeChange, 'object' | 'action'>,
): Promise<Lent> {
  const lent = new Map<Access, Map<string, Set<string>>>()
  if (action === 'create' || action === 'archive') return lent
  for (const access of people) {
    if (!access.shares?.kinds[object]) continue
    const level = action === 'update' ? 'write' : 'read'
    const byOwner = new Map<string, Set<string>>()
    for (const { id, ...whose } of await sharedRecords({ ...ctx, access }, tx, object, level))
      byOwner.set(keyOf(whose), (byOwner.get(keyOf(whose)) ?? new Set()).add(id))
    lent.set(access, byOwner)
  }
  return lent
}

/** Who gains records and who loses some. An action that makes records has none yet. */
function differenceOf(
  { action, before, after }: Pick<ScopeChange, 'action' | 'before' | 'after'>,
  people: readonly Access[],
  counts: ByOwner | undefined,
  lent: Lent,
): Pick<RoleComparison['results'][number], 'gained' | 'lost'> {
  if (!counts || action === 'create') return { gained: null, lost: null }
  const count = (from: Scope | null, to: Scope | null) => {
    const each = people.map(access => gainedBy(access, { from, to }, counts, lent.get(access)))
    const owners = new Set(each.flatMap(gains => [...gains.keys()]))
    const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0)
    const pairs = each.map(gains =>
      sum([...gains.entries()].map(([owner, gain]) => sizeOf(gain, counts.get(owner)!.n))),
    )
    return {
      people: pairs.filter(n => n > 0).length,
      records: sum(
        [...owners].map(owner =>
          unionOf(
            each.flatMap(gains => gains.get(owner) ?? []),
            counts.get(owner)!.n,
          ),
        ),
      ),
      pairs: sum(pairs),
    }
  }
  return { gained: count(before, after), lost: count(after, before) }
}

/** Of an owner's records: all but some, or those alone. */
type Gain = { allBut: ReadonlySet<string> } | { only: ReadonlySet<string> }

/** What somebody gains of the records of each owner in each territory. A share counts as long as the role grants the action at all. */
function gainedBy(
  access: Access,
  { from, to }: { from: Scope | null; to: Scope | null },
  counts: ByOwner,
  lent: ReadonlyMap<string, ReadonlySet<string>> | undefined,
): Map<string, Gain> {
  const gains = new Map<string, Gain>()
  for (const [owner, { whose }] of counts) {
    const within = (scope: Scope | null) => scope !== null && withinScope(access, scope, whose)
    const shared = lent?.get(owner) ?? new Set<string>()
    if (within(to) && !within(from)) gains.set(owner, { allBut: from === null ? new Set() : shared })
    else if (from === null && to !== null && !within(to) && shared.size) gains.set(owner, { only: shared })
  }
  return gains
}

const sizeOf = (gain: Gain, all: number): number => ('only' in gain ? gain.only.size : all - gain.allBut.size)

/** How many records at least one gains. */
function unionOf(gains: readonly Gain[], all: number): number {
  const rest = gains.flatMap(gain => ('allBut' in gain ? [gain.allBut] : []))
  const only = new Set(gains.flatMap(gain => ('only' in gain ? [...gain.only] : [])))
  if (rest.length === 0) return only.size
  const inNone = [...rest[0]!].filter(id => rest.every(but => but.has(id)) && !only.has(id))
  return all - inNone.length
}
