import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { invalid } from '../core/errors'
import { type Access, type Grants, type Scope, withinScope } from '../core/grants.rules'
import { parse } from '../core/parse'
import { entityNamed } from '../records/registry'
import { accessFrom, memberStanding, type Standing } from './access-of'
import { grantsOfRole } from './policy.rules'
import { RoleCompare, type RoleComparison } from './role.model'
import { fieldChanges, grantProblems, type ScopeChange, scopeChanges, wholeGrants } from './role.rules'
import { lockRole, roleObjects } from './roles.queries'

/** How many records each owner has; null: those of nobody. */
type ByOwner = ReadonlyMap<string | null, number>

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
      results.push({ ...change, ...differenceOf(change, people, counts.get(change.object)) })
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

/** How many live records of an object each owner has, all as nobody's where it has no owners; undefined for what is no record. */
async function countByOwner(ctx: Context, tx: Tx, object: string): Promise<ByOwner | undefined> {
  const entity = entityNamed(object)
  if (!entity) return undefined
  const owner = 'ownerId' in entity.model.fields ? tx`owner_id` : tx`null::uuid`
  const rows = await tx<{ owner: string | null; n: number }[]>`
    select ${owner} as owner, count(*)::int as n from ${tx(entity.name)} t
    where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null group by 1`
  return new Map(rows.map(({ owner, n }) => [owner, n]))
}

/** Who gains records and who loses some. An action that makes records has none yet. */
function differenceOf(
  { action, before, after }: Pick<ScopeChange, 'action' | 'before' | 'after'>,
  people: readonly Access[],
  counts: ByOwner | undefined,
): Pick<RoleComparison['results'][number], 'gained' | 'lost'> {
  if (!counts || action === 'create') return { gained: null, lost: null }
  const within = (access: Access, scope: Scope | null, owner: string | null) =>
    scope !== null && withinScope(access, scope, owner)
  const count = (from: Scope | null, to: Scope | null) => {
    const told = new Set<string | null>()
    const each = people.map(access => {
      let n = 0
      for (const [owner, records] of counts)
        if (within(access, to, owner) && !within(access, from, owner)) {
          told.add(owner)
          n += records
        }
      return n
    })
    return {
      people: each.filter(n => n > 0).length,
      records: [...told].reduce((sum, owner) => sum + counts.get(owner)!, 0),
      pairs: each.reduce((sum, n) => sum + n, 0),
    }
  }
  return { gained: count(before, after), lost: count(after, before) }
}
