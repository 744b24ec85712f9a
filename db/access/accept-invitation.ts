import * as v from 'valibot'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { invitationEvents, memberEvents } from './access.events'
import { InvitationAccept } from './access.model'
import { authenticationOf } from './authentication'
import { type Caller, contextOf } from './caller'
import { countSignUp } from './count-attempt'
import { gone, type OpenInvitation, openInvitation } from './invitations.queries'
import { alreadyMember } from './invite-member'
import { NewPassword } from './passwords.rules'
import { tokenFrom } from './session-cookie'
import { checkPassword } from './sign-in'
import { createUser } from './sign-up'
import { enterWorkspace, type Opened, type SignedIn } from './start-session'
import { switchWorkspace } from './switch-workspace'

const Newcomer = v.object({ name: v.string(), password: NewPassword })
const Known = v.object({ password: v.string() })

/**
 * Joins the workspace of an invitation and signs in to it. Somebody new gives a name and a password and gets an account; somebody with an account
 * gives its password, or nothing when already signed in with the invited address.
 * Throws `not_found` (unknown, expired, withdrawn, used), `invalid` (`/name` or `/password` missing), `unauthenticated` (wrong password), `limited`.
 */
export async function acceptInvitation(caller: Caller, token: string, input: unknown): Promise<SignedIn> {
  const given = parse(InvitationAccept, input ?? {})
  const invitation = await openInvitation(caller.db, token, caller.clock())
  const signedIn = invitation.userId ? await alreadySignedIn(caller, invitation.userId) : undefined
  if (signedIn) {
    await join(caller, invitation, signedIn)
    await switchWorkspace(caller, signedIn.sessionId, invitation.workspaceId)
    return { ...signedIn, workspaceId: invitation.workspaceId }
  }
  const opened = await openAccount(caller, invitation, given)
  try {
    await join(caller, invitation, opened)
  } catch (error) {
    await caller.db.system`delete from session where id = ${opened.sessionId}`
    throw error
  }
  return enterWorkspace(caller, opened, invitation.workspaceId)
}

function openAccount(
  caller: Caller,
  { email, userId }: OpenInvitation,
  given: InvitationAccept,
): Promise<Opened> {
  if (userId) return checkPassword(caller, email, parse(Known, given).password)
  const { name, password } = parse(Newcomer, given)
  return countSignUp(caller).then(() => createUser(caller, { name, email, password }))
}

/** The membership, in one transaction with the mark on the invitation: of two who use it at once, one is told that it is used. */
async function join(caller: Caller, invitation: OpenInvitation, opened: Opened): Promise<void> {
  const { id, workspaceId, email, role, teamId } = invitation
  const { userId, userName: name } = opened
  const now = caller.clock().toISOString()
  const newId = uuidv7()
  const ctx = contextOf(caller, workspaceId, { type: 'user', id: newId, name })
  await write(ctx, async ({ tx, emit }) => {
    const [taken] = await tx`
      update invitation set accepted_at = ${now}
      where id = ${id} and accepted_at is null and revoked_at is null and expires_at > ${now} returning id`
    if (!taken) throw gone('invitation.accepted', 'This invitation has been used or withdrawn meanwhile.')
    const [here] = await tx`
      select 1 from member where (user_id = ${userId} or email = ${email}) and deleted_at is null`
    if (here) throw alreadyMember()
    // Somebody who comes back gets the old place, and with it what they owned.
    const [former] = await tx<{ id: string }[]>`
      update member set deleted_at = null, role = ${role}, team_id = ${teamId}, name = ${name}, email = ${email}
      where id = (select id from member where user_id = ${userId} order by deleted_at desc limit 1) returning id`
    const memberId = former?.id ?? newId
    if (!former)
      await tx`insert into member ${tx({ id: memberId, workspace_id: workspaceId, user_id: userId, name, email, role, team_id: teamId, created_at: now })}`
    ctx.actor.id = memberId
    emit(
      invitationEvents.accepted(id, { email, memberId }),
      memberEvents[former ? 'restored' : 'created'](memberId, {}, { after: { name, email, role, teamId } }),
    )
  })
}

/** The session of the request, when it is the invited person's own. */
async function alreadySignedIn(caller: Caller, userId: string): Promise<Opened | undefined> {
  const token = tokenFrom(authenticationOf(caller.db), caller.headers)
  if (!token) return undefined
  const [row] = await caller.db.system<Opened[]>`
    select s.id as session_id, u.id as user_id, u.name as user_name, u.email from session s join "user" u on u.id = s.user_id
    where s.token = ${token} and s.user_id = ${userId} and s.expires_at > now()`
  return row && { ...row }
}
