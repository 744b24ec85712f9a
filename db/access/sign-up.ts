import { emailKey } from '../core/email-key.rules'
import { conflict, invalid } from '../core/errors'
import { parse } from '../core/parse'
import { SignUp } from './access.model'
import { authenticationOf } from './authentication'
import { isBroken } from './broken-passwords'
import type { Caller } from './caller'
import { countSignUp } from './count-attempt'
import { foundWorkspace } from './create-workspace'
import { isGuessable } from './passwords.rules'
import { enterWorkspace, type Opened, openSession, refusalOf, type SignedIn } from './start-session'

/**
 * A new person with a workspace of their own, signed in to it as its admin.
 * Throws `invalid` (weak password), `conflict` (e-mail taken, at `/email`), `limited`.
 */
export async function signUp(caller: Caller, input: unknown): Promise<SignedIn> {
  const { workspace, timeZone, currency, ...person } = parse(SignUp, input)
  await countSignUp(caller)
  const opened = await createUser(caller, { ...person, timeZone })
  const name = workspace ?? person.name
  const { workspaceId } = await foundWorkspace(caller, opened, {
    name,
    timeZone,
    currency,
    locale: person.locale,
  })
  return enterWorkspace(caller, opened, workspaceId)
}

/** The account and its first session, in one transaction. The language and the time zone are the person's own; without them the workspace's hold. */
export async function createUser(
  caller: Caller,
  {
    name,
    email,
    password,
    locale = null,
    timeZone = null,
  }: { name: string; email: string; password: string; locale?: string | null; timeZone?: string | null },
): Promise<Opened> {
  const key = emailKey(email)
  if (isGuessable(password, key) || (await isBroken(password)))
    throw invalid([
      {
        pointer: '/password',
        code: 'password_guessable',
        message: 'This password is easy to guess. Choose another.',
        params: { field: 'password' },
      },
    ])
  try {
    const opened = await openSession(caller, () =>
      authenticationOf(caller.db).api.signUpEmail({
        body: { name, email: key, password },
        headers: caller.headers,
        returnHeaders: true,
      }),
    )
    if (locale || timeZone)
      await caller.db
        .system`update "user" set locale = ${locale}, time_zone = ${timeZone} where id = ${opened.userId}`
    return opened
  } catch (error) {
    throw explain(error)
  }
}

/**
 * The workspace of somebody whose sign-up was cut off between the account and the workspace: one who was never a member of anything
 * and is invited to nothing. Undefined for everybody else.
 */
export async function completeSignUp(caller: Caller, opened: Opened): Promise<string | undefined> {
  const [cutOff] = await caller.db.system`
    select 1 where not exists (select 1 from member where user_id = ${opened.userId})
      and not exists (select 1 from invitation where email = ${opened.email} and accepted_at is null and revoked_at is null)`
  return cutOff ? (await foundWorkspace(caller, opened, { name: opened.userName })).workspaceId : undefined
}

function explain(error: unknown): unknown {
  const code = refusalOf(error)
  if (!code) return error
  // Two sign-ups at once: the second finds the address taken only as it writes.
  if (code.startsWith('USER_ALREADY_EXISTS') || code === 'FAILED_TO_CREATE_USER') {
    const fault = conflict(
      'There is already an account with this e-mail. Sign in instead.',
      {},
      'access.email_taken',
    )
    fault.details.problems = [
      {
        pointer: '/email',
        code: 'email_taken',
        message: 'There is already an account with this e-mail.',
        params: { field: 'email' },
      },
    ]
    return fault
  }
  // Its pattern is stricter than the standard, which knows addresses like `a}b@c.example`.
  if (code === 'INVALID_EMAIL' || code === 'VALIDATION_ERROR')
    return invalid([
      {
        pointer: '/email',
        code: 'rfc_email',
        message: 'Write an address like name@company.com.',
        params: { field: 'email' },
      },
    ])
  return error
}
