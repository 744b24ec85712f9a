import { authorise, type Context } from '../core/context'
import { type Database, readOnce, type Tx } from '../core/database'
import { Fault, notFound } from '../core/errors'
import type { Invitation, InvitationView } from './access.model'
import { digest } from './secrets'

/** The columns of an invitation as the API shows them. */
const invitationColumns = (tx: Tx) => tx`
  id, email, role, team_id, invited_by, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
  to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as expires_at`

/** Invitations that wait for an answer, the newest first. One that is over stays in sight, so that it can be sent again. */
export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  authorise(ctx, 'invitation', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<Invitation[]>`
      select ${invitationColumns(sql)} from invitation where accepted_at is null and revoked_at is null
      order by created_at desc, id limit 200`,
  )
  return [...rows]
}

export interface OpenInvitation {
  id: string
  workspaceId: string
  workspaceName: string
  email: string
  role: string
  roleName: string | null
  teamId: string | null
  invitedBy: string | null
  expiresAt: Date
  /** The account with this e-mail, if there is one. */
  userId: string | null
}

/** The invitation of a token that can still be accepted. Throws `not_found`, with the rule that closed it where there was one. */
export async function openInvitation(db: Database, token: string, now: Date): Promise<OpenInvitation> {
  const [found] = await db.system<(OpenInvitation & { acceptedAt: Date | null; revokedAt: Date | null })[]>`
    select i.id, i.workspace_id, w.name as workspace_name, i.email, i.role, (select r.name from role r where r.workspace_id = i.workspace_id and r.key = i.role) as role_name, i.team_id, m.name as invited_by, i.expires_at, i.accepted_at,
      i.revoked_at, u.id as user_id
    from invitation i join workspace w on w.id = i.workspace_id
    left join member m on m.id = i.invited_by
    left join "user" u on u.email = i.email
    where i.token_hash = ${digest(token)}`
  if (!found) throw notFound('invitation')
  if (found.acceptedAt)
    throw gone('invitation.accepted', 'This invitation has been accepted already. Sign in.')
  if (found.revokedAt) throw gone('invitation.revoked', 'This invitation was withdrawn.')
  if (found.expiresAt <= now)
    throw gone('invitation.expired', 'This invitation has expired. Ask for a new one.')
  return found
}

/** What the invited sees. */
export async function viewInvitation(db: Database, token: string, now: Date): Promise<InvitationView> {
  const { email, role, roleName, workspaceName, invitedBy, expiresAt, userId } = await openInvitation(
    db,
    token,
    now,
  )
  return {
    email,
    role,
    roleName,
    workspace: workspaceName,
    inviter: invitedBy,
    expiresAt: expiresAt.toISOString(),
    known: userId !== null,
  }
}

export const gone = (rule: string, message: string) => new Fault('not_found', message, { rule })
