import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { memberEvents } from './access.events'
import { type Member, MemberUpdate } from './access.model'
import { keepAnAdmin, lockMember } from './lock-member'
import { checkTeam } from './members.queries'
import { checkPower } from './roles.queries'

/** Gives a member another role or team. Every edge forgets what it remembers of them. The last admin stays one. */
export async function updateMember(ctx: Context, id: string, input: unknown): Promise<Member> {
  authorise(ctx, 'member', 'update')
  const values = parse(MemberUpdate, input)
  return write(ctx, async ({ tx, emit }) => {
    const locked = await lockMember(tx, id)
    const { userId, ...before } = locked.member
    const after: Member = { ...before, role: values.role ?? before.role }
    if (values.teamId !== undefined) after.teamId = values.teamId
    const change = changeOf(before, after)
    if (!change) return before
    if (after.role !== 'admin') keepAnAdmin(locked)
    if (after.role !== before.role) await checkPower(ctx, tx, { held: before.role, given: after.role })
    await checkTeam(tx, change.after.teamId)
    await tx`update member set role = ${after.role}, team_id = ${after.teamId} where id = ${id}`
    emit(memberEvents.updated(id, { userId }, change))
    return after
  })
}
