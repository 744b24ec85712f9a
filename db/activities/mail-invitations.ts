import { longMoment } from '../access/account-letters.rules'
import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { isUuid } from '../core/ids'
import { deliverAll } from '../deliveries/deliver'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { checkScope } from '../records/scope'
import { activityEntity } from './activities.entity'
import { readCalendarFile } from './calendar-file.queries'
import { invitationLetter } from './invitation-letter.rules'
import { listInvitees } from './invitees.queries'

/**
 * Invites people to a meeting by mail, each with a part that their calendar takes. Of the meeting as it is now: asked again for the same nobody is written to twice, and after it
 * was moved all are told anew. Gives how many are written to. Throws `not_found`, `forbidden`, `refused` (`activity.no_time`, `activity.invitees_of_meeting`).
 */
export async function mailInvitations(ctx: Context, id: string, origin: string): Promise<{ mailed: number }> {
  authorise(ctx, 'activity', 'update')
  if (!isUuid(id)) throw notFound('activity')
  const [file, invitees] = [await readCalendarFile(ctx, id, origin, true), await listInvitees(ctx, id)]
  return write(ctx, async to => {
    const activity = await lockRecord(to.tx, activityEntity, id)
    if (!activity || activity.deletedAt) throw notFound('activity')
    await checkScope(ctx, to.tx, activityEntity, activity, 'update')
    if (activity.kind !== 'meeting')
      throw refused('activity.invitees_of_meeting', 'People are invited to meetings only.')
    const [owner] = await to.tx<
      { name: string; email: string }[]
    >`select name, email from member where id = ${activity.ownerId ?? null}`
    const letter = invitationLetter(ctx.locale, {
      name: activity.name ?? '',
      organizer: owner?.name ?? ctx.actor.name,
      when: longMoment(ctx.locale, new Date(activity.startsAt ?? ctx.clock()), ctx.workspaceTimeZone),
      place: activity.location ?? null,
    })
    const wished = await deliverAll(
      ctx,
      to,
      invitees.flatMap(({ email, name }) =>
        email && email !== owner?.email
          ? [
              {
                key: `meeting ${id} ${activity.version} ${email.toLowerCase()}`.slice(0, 200),
                purpose: 'meeting' as const,
                to: [{ address: email, name }],
                from: owner ? { name: owner.name } : null,
                replyTo: owner ? { address: owner.email, name: owner.name } : null,
                about: { type: 'activity', id },
                attachments: [
                  {
                    name: 'invite.ics',
                    mediaType: 'text/calendar',
                    content: Buffer.from(file).toString('base64'),
                    method: 'REQUEST' as const,
                  },
                ],
                ...letter,
              },
            ]
          : [],
      ),
    )
    return { mailed: wished.filter(({ isNew }) => isNew).length }
  })
}
