import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { isUuid } from '../core/ids'
import { write } from '../events/write'
import { invitationEvents } from './access.events'

/** Withdraws an invitation; its link stops working. Doing it twice is doing it once; an accepted one is refused. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'invitation', 'archive')
  if (!isUuid(id)) throw notFound('invitation')
  await write(ctx, async ({ tx, emit }) => {
    const [invitation] = await tx<{ email: string; acceptedAt: Date | null; revokedAt: Date | null }[]>`
      select email, accepted_at, revoked_at from invitation where id = ${id} for update`
    if (!invitation) throw notFound('invitation')
    if (invitation.acceptedAt)
      throw refused(
        'invitation.accepted',
        'This invitation has been accepted already. Remove the member instead.',
      )
    if (invitation.revokedAt) return
    await tx`update invitation set revoked_at = ${ctx.clock().toISOString()} where id = ${id}`
    emit(invitationEvents.revoked(id, { email: invitation.email }))
  })
}
