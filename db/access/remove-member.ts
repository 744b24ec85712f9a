import { authorise, type Context } from '../core/context'
import { write } from '../events/write'
import { apiKeyEvents, memberEvents } from './access.events'
import { keepAnAdmin, lockMember } from './lock-member'
import { checkPower } from './roles.queries'

/**
 * Takes somebody out of the workspace: their sessions here end and their API keys are revoked. What they own stays theirs by name, until somebody
 * takes it over. The last admin stays.
 */
export async function removeMember(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'member', 'archive')
  const userId = await write(ctx, async ({ tx, emit }) => {
    const locked = await lockMember(tx, id)
    keepAnAdmin(locked)
    await checkPower(ctx, tx, { held: locked.member.role })
    const now = ctx.clock().toISOString()
    const { name, email, role, userId } = locked.member
    await tx`update member set deleted_at = ${now} where id = ${id}`
    emit(
      memberEvents.archived(
        id,
        { name, email, role, userId },
        { before: { deletedAt: null }, after: { deletedAt: now } },
      ),
    )
    const keys = await tx<{ id: string; name: string; prefix: string }[]>`
      update api_key set revoked_at = ${now} where member_id = ${id} and revoked_at is null returning id, name, prefix`
    emit(...keys.map(key => apiKeyEvents.revoked(key.id, { name: key.name, prefix: key.prefix })))
    return userId
  })
  // Nobody is let in by them any more (`identifySession` asks for a live member): this only clears them away.
  if (userId)
    await ctx.db
      .system`delete from session where user_id = ${userId} and active_workspace_id = ${ctx.workspaceId}`
}
