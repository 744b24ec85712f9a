import { noteRefusedSignIn } from '../audit/note-sign-in'
import { emailKey } from '../core/email-key.rules'
import { parse } from '../core/parse'
import { SignIn, type WorkspaceCreate } from './access.model'
import { authenticationOf } from './authentication'
import type { Caller } from './caller'
import { countSignIn, forgiveSignIn } from './count-attempt'
import { completeSignUp } from './first-workspace'
import {
  enterWorkspace,
  noWorkspace,
  type Opened,
  openSession,
  refusalOf,
  type SignedIn,
  wrongCredentials,
} from './start-session'
import { tellNewDevice } from './tell-new-device'

const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Signs a person in to the workspace they were last in. An unknown e-mail and a wrong password get the same answer after the same work.
 * Throws `unauthenticated`, `limited`, and `forbidden` for somebody who is a member of nothing any more.
 */
export async function signIn(caller: Caller, input: unknown): Promise<SignedIn> {
  const { email, password } = parse(SignIn, input)
  const signedIn = await signInWith(caller, email, password)
  await tellNewDevice(caller, signedIn)
  return signedIn
}

/** The same. `wishes`: for the first workspace of somebody whose sign-up was cut off before it. */
export async function signInWith(
  caller: Caller,
  email: string,
  password: string,
  wishes?: WorkspaceCreate,
): Promise<SignedIn> {
  const opened = await checkPassword(caller, email, password)
  const workspaceId =
    (await lastWorkspaceOf(caller, opened)) ?? (await completeSignUp(caller, opened, wishes))
  if (!workspaceId) {
    await caller.db.system`delete from session where id = ${opened.sessionId}`
    throw noWorkspace()
  }
  return enterWorkspace(caller, opened, workspaceId)
}

/** A session for the right password. Counts the try. */
export async function checkPassword(caller: Caller, email: string, password: string): Promise<Opened> {
  const key = emailKey(email)
  await countSignIn(caller, key)
  await lookAlike(caller, key)
  try {
    const opened = await openSession(caller, () =>
      authenticationOf(caller.db).api.signInEmail({
        body: { email: key, password },
        headers: caller.headers,
        returnHeaders: true,
      }),
    )
    await forgiveSignIn(caller, key)
    return opened
  } catch (error) {
    if (!refusalOf(error)) throw error
    await noteRefusedSignIn(caller, key)
    throw wrongCredentials()
  }
}

/**
 * Of somebody it knows better-auth reads the account as well, of a stranger it does not. The stranger's is looked for here, so that as much is asked
 * for both and the time that it takes does not tell who has an account.
 */
async function lookAlike({ db }: Caller, email: string): Promise<void> {
  const [known] = await db.system`select 1 from "user" where email = ${email}`
  if (!known) await db.system`select * from account where user_id = ${nobody}`
}

/** Where the person's latest other session was, else the oldest membership. */
async function lastWorkspaceOf({ db }: Caller, { userId, sessionId }: Opened): Promise<string | undefined> {
  const [found] = await db.system<{ workspaceId: string }[]>`
    select m.workspace_id from member m
    left join lateral (
      select max(s.updated_at) as seen from session s
      where s.user_id = m.user_id and s.active_workspace_id = m.workspace_id and s.id <> ${sessionId}
    ) s on true
    where m.user_id = ${userId} and m.deleted_at is null
    order by s.seen desc nulls last, m.created_at limit 1`
  return found?.workspaceId
}
