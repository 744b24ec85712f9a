import { isAPIError } from 'better-auth/api'
import { emailKey } from '../core/email-key.rules'
import { Fault, forbidden } from '../core/errors'
import { appendEvents, writtenIn } from '../events/append-events'
import { sessionEvents } from './access.events'
import { authenticationOf } from './authentication'
import { type Caller, contextOf } from './caller'
import { rememberDevice } from './device-cookie'
import { tokenFrom } from './session-cookie'

/** A person whose password was right, with a session that is in no workspace yet. */
export interface Opened {
  userId: string
  userName: string
  email: string
  sessionId: string
  /** The Set-Cookie header that carries the session; absent when the browser has it already. */
  cookie?: string
  /** The one by which the browser is known from now on; absent where it is already. */
  deviceCookie?: string
}

/** A person signed in to a workspace. */
export interface SignedIn extends Opened {
  workspaceId: string
}

/** Asks better-auth, and turns its answer into a session and a cookie. Its refusals are thrown as `APIError`. */
export async function openSession(
  caller: Caller,
  ask: () => Promise<{ headers: Headers; response: { token: string | null; user: { id: string } } }>,
): Promise<Opened> {
  const { headers, response } = await ask()
  const [row] = await caller.db.system<{ id: string; name: string; email: string }[]>`
    select s.id, u.name, u.email from session s join "user" u on u.id = s.user_id where s.token = ${response.token}`
  const authentication = authenticationOf(caller.db)
  const cookie = headers.getSetCookie().find(header => header.startsWith(authentication.cookie))
  if (!row || !cookie) throw new Error('Sign-in gave no session.')
  const deviceCookie = rememberDevice(authentication, caller.headers, emailKey(row.email))
  return {
    userId: response.user.id,
    userName: row.name,
    email: row.email,
    sessionId: row.id,
    cookie,
    deviceCookie,
  }
}

/** Puts an opened session into a workspace, and ends the one that the browser came with: a session never survives a sign-in. */
export async function enterWorkspace(caller: Caller, opened: Opened, workspaceId: string): Promise<SignedIn> {
  const former = tokenFrom(authenticationOf(caller.db), caller.headers)
  const left = await caller.db.system.begin(async tx => {
    const [member] = await tx<{ id: string; name: string }[]>`
      update session s set active_workspace_id = m.workspace_id, updated_at = ${caller.clock().toISOString()}, ip_address = ${caller.address}
      from member m where s.id = ${opened.sessionId} and m.user_id = s.user_id and m.workspace_id = ${workspaceId} and m.deleted_at is null
      returning m.id, m.name`
    if (!member) throw noWorkspace()
    await tx`delete from session where user_id = ${opened.userId} and expires_at < now()`
    const ctx = contextOf(caller, workspaceId, { type: 'user', id: member.id, name: member.name })
    await appendEvents(ctx, tx, [
      sessionEvents.started(opened.sessionId, { sessionId: opened.sessionId, userId: opened.userId }),
    ])
    if (!former) return
    const [ended] = await tx<{ id: string; workspaceId: string | null }[]>`
      delete from session where token = ${former} returning id, active_workspace_id as workspace_id`
    if (!ended) return
    const [where, revoked] = [ended.workspaceId ?? workspaceId, [sessionRevoked(ended.id)]]
    const position = await appendEvents({ ...ctx, workspaceId: where }, tx, revoked)
    return { position, written: writtenIn(where, revoked) }
  })
  if (left) caller.onWrite?.(left.position, left.written)
  return { ...opened, workspaceId }
}

export const sessionRevoked = (sessionId: string) => sessionEvents.revoked(sessionId, { sessionId })

export const noWorkspace = () =>
  forbidden('You are a member of no workspace. Ask for an invitation.', 'access.no_workspace')

/** What better-auth refused, by its code; undefined for everything that is not its refusal. */
export const refusalOf = (error: unknown): string | undefined =>
  isAPIError(error) ? String(error.body?.code ?? error.status) : undefined

export const wrongCredentials = () =>
  new Fault('unauthenticated', 'The e-mail or the password is wrong.', { rule: 'access.wrong_credentials' })
