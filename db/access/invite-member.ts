import { authorise, type Context } from '../core/context'
import { emailKey } from '../core/email-key.rules'
import { conflict } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { deliver } from '../deliveries/deliver'
import { write } from '../events/write'
import { invitationEvents } from './access.events'
import { InvitationCreate, type InvitationMade } from './access.model'
import { accountLetter, longDay } from './account-letters.rules'
import { authenticationOf } from './authentication'
import { checkTeam } from './members.queries'
import { checkPower } from './roles.queries'
import { digest, newSecret } from './secrets'

const weekMs = 7 * 24 * 60 * 60 * 1000

/**
 * Invites an e-mail address for seven days. The token and its link are in this answer and nowhere else: only a digest is kept.
 * An invitation that waits for the same address is withdrawn. Throws `conflict` for somebody who is a member already.
 */
export async function inviteMember(ctx: Context, input: unknown): Promise<InvitationMade> {
  authorise(ctx, 'invitation', 'create')
  const values = parse(InvitationCreate, input)
  const { origin } = authenticationOf(ctx.db)
  const email = emailKey(values.email)
  const token = newSecret()
  const now = ctx.clock()
  const made = {
    id: uuidv7(),
    email,
    role: values.role,
    teamId: values.teamId ?? null,
    invitedBy: ctx.access.memberId,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + weekMs).toISOString(),
  }
  const link = `${origin}/invitation/${token}`
  await write(ctx, async to => {
    const { tx, emit } = to
    await checkTeam(tx, made.teamId)
    await checkPower(ctx, tx, { given: made.role })
    const [member] = await tx`select 1 from member where email = ${email} and deleted_at is null`
    if (member) throw alreadyMember()
    const former = await tx<{ id: string }[]>`
      update invitation set revoked_at = ${made.createdAt}
      where email = ${email} and accepted_at is null and revoked_at is null returning id`
    emit(...former.map(({ id }) => invitationEvents.revoked(id, { email })))
    await tx`insert into invitation ${tx({
      id: made.id,
      workspace_id: ctx.workspaceId,
      email,
      role: made.role,
      team_id: made.teamId,
      token_hash: digest(token),
      invited_by: made.invitedBy,
      created_at: made.createdAt,
      expires_at: made.expiresAt,
    })}`
    const [workspace] = await tx<{ name: string }[]>`select name from workspace where id = ${ctx.workspaceId}`
    await deliver(ctx, to, {
      key: `invitation ${made.id}`,
      purpose: 'invitation',
      to: [{ address: email }],
      isAutomatic: true,
      about: { type: 'invitation', id: made.id },
      ...accountLetter(ctx.locale, 'invitation', {
        workspace: workspace!.name,
        inviter: ctx.actor.type === 'user' ? ctx.actor.name : null,
        link,
        until: longDay(ctx.locale, made.expiresAt, ctx.timeZone),
      }),
    })
    const { role, teamId, expiresAt } = made
    emit(invitationEvents.created(made.id, {}, { after: { email, role, teamId, expiresAt } }))
  })
  return { ...made, token, link }
}

export function alreadyMember() {
  const fault = conflict('This person is a member already.', {}, 'member.exists')
  fault.details.problems = [
    {
      pointer: '/email',
      code: 'member_exists',
      message: 'This person is a member already.',
      params: { field: 'email' },
    },
  ]
  return fault
}
