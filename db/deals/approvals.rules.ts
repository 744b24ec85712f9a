import type { Approval as Rule } from '../pipelines/stage-rules.model'

/** A member as far as it matters to who decides. */
export interface Decider {
  id: string
  name: string
  /** Still of the workspace. */
  here: boolean
  admin: boolean
}

/**
 * Who may decide: the approvers; once they have been reminded, or have all left, also the deputies; and when of those nobody is left either, the
 * admins. Never whoever asked. `rule` is undefined where the stage asks for no approval any more: then an admin decides.
 */
export function decidersOf(
  rule: Rule | undefined,
  { askedBy, reminded }: { askedBy: string | null; reminded: boolean },
  members: readonly Decider[],
): Decider[] {
  const among = (ids: readonly string[]) =>
    members.filter(({ id, here }) => here && id !== askedBy && ids.includes(id))
  const approvers = among(rule?.approvers ?? [])
  const deputies = among(rule?.deputies ?? [])
  const named = approvers.length === 0 || reminded ? [...approvers, ...deputies] : approvers
  const once = [...new Map(named.map(one => [one.id, one])).values()]
  return once.length ? once : members.filter(({ id, here, admin }) => here && admin && id !== askedBy)
}
