import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { notFound, refused } from '../core/errors'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
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
  const { invitees } = parse(InviteesSave, input)
  await write(ctx, async to => {
    const activity = await lockRecord(to.tx, activityEntity, activityId)
    if (!activity || activity.deletedAt) throw notFound('activity')
    await checkScope(ctx, to.tx, activityEntity, activity, 'update')
    if (activity.kind !== 'meeting' && invitees.length)
      throw refused('activity.invitees_of_meeting', 'People are invited to meetings only.')
    await writeInvitees(ctx, to, [activityId], await checkInvitees(ctx, to.tx, invitees))
    to.emit(activityEvents.invited(activityId, { people: once(invitees).length }))
  })
}

/** Those who are meant, each once and known to be here. */
export async function checkInvitees(
  ctx: Context,
  tx: Tx,
  given: readonly InviteeInput[],
): Promise<InviteeInput[]> {
  const invitees = once(given)
  for (const [at, { memberId, contactId, email }] of invitees.entries()) {
    if ([memberId, contactId, email].filter(Boolean).length !== 1)
      throw refused(
        'activity.invitee_whom',
        `Say of person ${at + 1} who it is: a member, a contact or an address.`,
        {
          person: at + 1,
        },
      )
    const [table, id, key] = memberId ? ['member', memberId, 'memberId'] : ['contact', contactId, 'contactId']
    if (id) await checkNamed(ctx, tx, { id, table: table!, pointer: `/invitees/${at}/${key}` })
  }
  return invitees
}

/** Writes who is invited to each of some meetings, in place of those who were: those whom `checkInvitees` gave. */
export async function writeInvitees(
  ctx: Context,
  { tx }: Write,
  activityIds: readonly string[],
  invitees: readonly InviteeInput[],
): Promise<void> {
  const ids = [...activityIds]
  await tx`delete from activity_invitee where activity_id = any(${ids}::uuid[])`
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
      select ${ctx.workspaceId}, a.id, position, member_id, contact_id, email, name
      from jsonb_populate_recordset(null::activity_invitee, ${tx.json(rows as never)}), unnest(${ids}::uuid[]) as a(id)`
}

function once(invitees: readonly InviteeInput[]): InviteeInput[] {
  const known = new Map<string, InviteeInput>()
  for (const [at, one] of invitees.entries()) {
    const key = one.memberId ?? one.contactId ?? one.email?.toLowerCase() ?? String(at)
    if (!known.has(key)) known.set(key, one)
  }
  return [...known.values()]
}
