import type postgres from 'postgres'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { type Scope, withinScope } from '../core/grants.rules'

/** Whose a conversation is, as far as sight asks for it. */
export interface SightOfConversation {
  assigneeId: string | null
  /** Whose mailbox it came to; null once it was shared. */
  privateOf: string | null
}

/**
 * The conversations of a scope, as SQL over the alias `c`: a private one is its owner's alone, whatever is granted; of others the assignee tells, as an owner does.
 * The same rule as `inSight`.
 */
export function sightSql({ access }: Context, sql: Tx, scope: Scope): postgres.Fragment {
  const { memberId, teamMemberIds } = access
  const shared =
    scope === 'all'
      ? sql`true`
      : scope === 'own'
        ? sql`c.assignee_id = ${memberId}`
        : sql`(c.assignee_id is null or c.assignee_id = ${memberId} or c.assignee_id = any(${[...teamMemberIds]}::uuid[]))`
  return sql`and case when c.private_of is null then ${shared} else c.private_of = ${memberId} end`
}

/** Whether one conversation lies within a scope. */
export function inSight(
  { access }: Pick<Context, 'access'>,
  scope: Scope,
  one: SightOfConversation,
): boolean {
  if (one.privateOf !== null) return one.privateOf === access.memberId
  return withinScope(access, scope, { ownerId: one.assigneeId })
}
