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

/** What a timeline `e` leaves out for who may not see the files of records, or some of them alone. */
export function toldOfFiles(ctx: Context, sql: Tx): postgres.Fragment {
  const scope = scopeOf(ctx.access, 'attachment', 'read')
  if (scope === 'all') return sql``
  const seen = scope
    ? sql`exists (select from attachment a where a.id::text = e.payload ->> 'attachmentId' ${broughtSql(ctx, sql, scope)})`
    : sql`false`
  return sql`and (not starts_with(e.kind, 'attachment.') or ${seen})`
}
