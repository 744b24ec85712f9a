import { emailKey } from '../core/email-key.rules'
import { conflict, Fault, invalid } from '../core/errors'
import { parse } from '../core/parse'
import { SignUp, type WorkspaceCreate } from './access.model'
import { authenticationOf } from './authentication'
import { isBroken } from './broken-passwords'
import type { Caller } from './caller'
import { countSignUp } from './count-attempt'
import { firstWorkspace } from './first-workspace'
import { isGuessable } from './passwords.rules'
import { signInWith } from './sign-in'
import { enterWorkspace, type Opened, openSession, refusalOf, type SignedIn } from './start-session'
import { guessable } from './weak-password'

const emailTaken = 'access.email_taken'

/**
 * A new person with a workspace of their own, signed in to it as its admin. Repeated with the same password, as after an answer that was lost, it is a
 * sign-in (`isNew` false). Throws `invalid` (weak password), `conflict` (e-mail taken, at `/email`), `limited`.
 */
export async function signUp(caller: Caller, input: unknown): Promise<SignedIn & { isNew: boolean }> {
  const { workspace, timeZone, currency, ...person } = parse(SignUp, input)
  await countSignUp(caller)
  const wishes = { name: workspace ?? person.name, timeZone, currency, locale: person.locale }
  try {
    const opened = await createUser(caller, { ...person, timeZone })
    const workspaceId = await firstWorkspace(caller, opened, wishes)
    return { ...(await enterWorkspace(caller, opened, workspaceId)), isNew: true }
  } catch (error) {
    if (!(error instanceof Fault) || error.details.rule !== emailTaken) throw error
    return { ...(await repeated(caller, person, wishes, error)), isNew: false }
  }
}

/** Whoever has the right password. All others are told what they were told before: that the address is taken, not how near they came. */
async function repeated(
  caller: Caller,
  { email, password }: { email: string; password: string },
  wishes: WorkspaceCreate,
  taken: Fault,
): Promise<SignedIn> {
  try {
    return await signInWith(caller, email, password, wishes)
  } catch (error) {
    const isRefused = error instanceof Fault && ['unauthenticated', 'limited'].includes(error.code)
    throw isRefused ? taken : error
  }
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
  if (isGuessable(password, key) || (await isBroken(password))) throw guessable()
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

function explain(error: unknown): unknown {
  const code = refusalOf(error)
  if (!code) return error
  // Two sign-ups at once: the second finds the address taken only as it writes.
  if (code.startsWith('USER_ALREADY_EXISTS') || code === 'FAILED_TO_CREATE_USER') {
    const fault = conflict('There is already an account with this e-mail. Sign in instead.', {}, emailTaken)
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
