import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { checkNamed } from '../records/references'
import { checkScope } from '../records/scope'
import { activityEntity } from './activities.entity'
import { activityEvents } from './activities.events'
import { type InviteeInput, InviteesSave } from './invitees.model'

/**
 * Writes who is invited to a meeting, in place of those who were. Somebody who is named twice is invited once. Throws `not_found`, `forbidden`, `invalid` (somebody who is
 * not here, or out of the asker's reach) and `refused`: `activity.invitees_of_meeting`, `activity.invitee_whom` (with its number).
 */
export async function saveInvitees(ctx: Context, activityId: string, input: unknown): Promise<void> {
  authorise(ctx, 'activity', 'update')
  const invitees = once(parse(InviteesSave, input).invitees)
  await write(ctx, async ({ tx, emit }) => {
    const activity = await lockRecord(tx, activityEntity, activityId)
    if (!activity || activity.deletedAt) throw notFound('activity')
    await checkScope(ctx, tx, activityEntity, activity, 'update')
    if (activity.kind !== 'meeting' && invitees.length)
      throw refused('activity.invitees_of_meeting', 'People are invited to meetings only.')
    for (const [at, { memberId, contactId, email }] of invitees.entries()) {
      if ([memberId, contactId, email].filter(Boolean).length !== 1)
        throw refused(
          'activity.invitee_whom',
          `Say of person ${at + 1} who it is: a member, a contact or an address.`,
          {
            person: at + 1,
          },
        )
      const [table, id, key] = memberId
        ? ['member', memberId, 'memberId']
        : ['contact', contactId, 'contactId']
      if (id) await checkNamed(ctx, tx, { id, table: table!, pointer: `/invitees/${at}/${key}` })
    }
    await tx`delete from activity_invitee where activity_id = ${activityId}`
    const rows = invitees.map(({ memberId, contactId, email, name }, position) => ({
      position,
      member_id: memberId ?? null,
      contact_id: contactId ?? null,
      email: email ?? null,
      name: email ? (name ?? null) : null,
    }))
    if (rows.length)
      await tx`
        insert into activity_invitee (workspace_id, activity_id, position, member_id, contact_id, email, name)
        select ${ctx.workspaceId}, ${activityId}, position, member_id, contact_id, email, name
        from jsonb_populate_recordset(null::activity_invitee, ${tx.json(rows as never)})`
    emit(activityEvents.invited(activityId, { people: rows.length }))
  })
}

function once(invitees: readonly InviteeInput[]): InviteeInput[] {
  const known = new Map<string, InviteeInput>()
  for (const [at, one] of invitees.entries()) {
    const key = one.memberId ?? one.contactId ?? one.email?.toLowerCase() ?? String(at)
    if (!known.has(key)) known.set(key, one)
  }
  return [...known.values()]
}
