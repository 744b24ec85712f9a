import { hashPassword } from 'better-auth/crypto'
import * as v from 'valibot'
import { emailKey } from '../core/email-key.rules'
import type { Fault } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { accountLetter } from './account-letters.rules'
import { authenticationOf } from './authentication'
import { isBroken } from './broken-passwords'
import { type Caller, contextOf } from './caller'
import { countResetAsked, forgiveSignIn, mayWriteTo } from './count-attempt'
import { gone } from './invitations.queries'
import { isGuessable, NewPassword } from './passwords.rules'
import { addresseeOf, writeToPerson } from './person-mail'
import { digest, newSecret } from './secrets'
import { signOutEverywhere } from './sign-out'
import { guessable } from './weak-password'

export const ResetAsked = v.strictObject({ email: v.pipe(v.string(), v.trim(), v.maxLength(254)) })
export const ResetDone = v.strictObject({ password: NewPassword })

const hourMs = 60 * 60 * 1000
/** The answer takes at least so long, whoever asks and whether or not there is such an account. */
const leastMs = 400

const identifierOf = (token: string) => `password-reset:${digest(token)}`

/**
 * Writes somebody a link to a new password, good for an hour and once. Whoever asks is told the same, after the same time, whether or not there is such an account; and whoever
 * asks too often for one is told the same too, while nothing more is sent: nobody is locked out of anything by it. Throws `limited` for a network that asks for hundreds.
 */
export async function askPasswordReset(caller: Caller, input: unknown): Promise<void> {
  const { email } = parse(ResetAsked, input)
  await countResetAsked(caller)
  const begun = performance.now()
  await writeLink(caller, emailKey(email))
  await new Promise(done => setTimeout(done, Math.max(0, leastMs - (performance.now() - begun))))
}

async function writeLink(caller: Caller, email: string): Promise<void> {
  const person = await addresseeOf(caller.db, { email })
  if (!person || !(await mayWriteTo(caller, 'reset', email))) return
  const { origin } = authenticationOf(caller.db)
  const token = newSecret()
  const now = caller.clock()
  await caller.db.system`
    insert into verification (id, identifier, value, expires_at, created_at, updated_at)
    values (${uuidv7()}, ${identifierOf(token)}, ${person.userId}, ${new Date(now.getTime() + hourMs)}, ${now}, ${now})`
  const link = `${origin}/reset-password?token=${token}`
  const { name, locale } = person
  await writeToPerson(
    caller,
    person,
    'password_reset',
    `password reset ${digest(token)}`,
    accountLetter(locale, 'passwordReset', { name, link }),
  )
}

/** Whose new password a link is for. Throws `not_found` (`reset.gone`) for one that was used, is too old, or is none. */
export async function viewPasswordReset(
  { db, clock }: Pick<Caller, 'db' | 'clock'>,
  token: string,
): Promise<{ email: string }> {
  const [found] = await db.system<{ email: string }[]>`
    select u.email from verification r join "user" u on u.id = r.value where r.identifier = ${identifierOf(token)} and r.expires_at > ${clock()}`
  if (!found) throw resetGone()
  return { ...found }
}

/**
 * Sets a new password by a link. All sessions end, all other links too, and whose account it is is told. Throws `not_found` (`reset.gone`), `invalid` for a password that is easy to guess.
 */
export async function resetPassword(caller: Caller, token: string, input: unknown): Promise<void> {
  const { password } = parse(ResetDone, input)
  const { email } = await viewPasswordReset(caller, token)
  if (isGuessable(password, email) || (await isBroken(password))) throw guessable()
  const hash = await hashPassword(password)
  const now = caller.clock()
  const userId = await caller.db.system.begin(async tx => {
    const [used] = await tx<{ value: string }[]>`
      delete from verification where identifier = ${identifierOf(token)} and expires_at > ${now} returning value`
    if (!used) throw resetGone()
    await tx`delete from verification where value = ${used.value} and identifier like 'password-reset:%'`
    const [changed] = await tx`
      update account set password = ${hash}, updated_at = ${now} where user_id = ${used.value} and provider_id = 'credential' returning 1`
    if (!changed)
      await tx`
        insert into account (id, user_id, account_id, provider_id, password, created_at, updated_at)
        values (${uuidv7()}, ${used.value}, ${used.value}, 'credential', ${hash}, ${now}, ${now})`
    // Who reads their mail has shown that it is theirs.
    await tx`update "user" set email_verified = true, updated_at = ${now} where id = ${used.value}`
    return used.value
  })
  await forgiveSignIn(caller, email)
  const person = await addresseeOf(caller.db, { userId })
  if (!person) return
  const ctx = contextOf(caller, person.workspaceId, { type: 'user', id: null, name: person.name })
  await signOutEverywhere({ ...ctx, onWrite: caller.onWrite }, userId)
  await writeToPerson(
    caller,
    person,
    'password_changed',
    `password changed ${digest(token)}`,
    accountLetter(person.locale, 'passwordChanged', { name: person.name }),
  )
}

const resetGone = (): Fault =>
  gone('reset.gone', 'This link was used, is older than an hour, or was replaced. Ask for a new one.')
