import type postgres from 'postgres'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { type Scope, scopeOf } from '../core/grants.rules'

/** The files of a scope, as SQL over the alias `a`: whose a file is tells who has brought it. The same rule as `withinScope`. */
export function broughtSql({ access }: Context, sql: Tx, scope: Scope): postgres.Fragment {
  if (scope === 'all') return sql``
  const { memberId, teamMemberIds } = access
  return scope === 'own'
    ? sql`and a.created_by = ${memberId}`
    : sql`and (a.created_by is null or a.created_by = ${memberId} or a.created_by = any(${[...teamMemberIds]}::uuid[]))`
}

/** Whose files of records a timeline tells of: by their ids, and of nobody's; undefined where it tells of all. The same rule. */
export function bringersSeen({ access }: Context): { by: string[]; orNobody: boolean } | undefined {
  const scope = scopeOf(access, 'attachment', 'read')
  if (scope === 'all') return undefined
  const { memberId, teamMemberIds } = access
  const own = memberId === null ? [] : [memberId]
  if (!scope) return { by: [], orNobody: false }
  return scope === 'own' ? { by: own, orNobody: false } : { by: [...own, ...teamMemberIds], orNobody: true }
}
