import { emailKey } from '../core/email-key.rules'
import { accountLetter, longMoment } from './account-letters.rules'
import { authenticationOf } from './authentication'
import type { Caller } from './caller'
import { mayWriteTo } from './count-attempt'
import { knownDevice } from './device-cookie'
import { browserOf } from './own-sessions.queries'
import { addresseeOf, writeToPerson } from './person-mail'
import type { SignedIn } from './start-session'

/** Whoever has only just come signs in from devices that nobody has seen. */
const newcomerMs = 60 * 60 * 1000

/** Tells whose account it is that it was signed in to from a device that it was never signed in from before. */
export async function tellNewDevice(caller: Caller, { userId, email, sessionId }: SignedIn): Promise<void> {
  if (knownDevice(authenticationOf(caller.db), caller.headers, emailKey(email))) return
  const since = new Date(caller.clock().getTime() - newcomerMs)
  const [settled] = await caller.db
    .system`select 1 from "user" where id = ${userId} and created_at < ${since}`
  if (!settled || !(await mayWriteTo(caller, 'sign-in', emailKey(email)))) return
  const person = await addresseeOf(caller.db, { userId })
  if (!person) return
  const { browser, system } = browserOf(caller.headers.get('user-agent'))
  const { name, locale, timeZone } = person
  await writeToPerson(
    caller,
    person,
    'sign_in_alert',
    `sign-in ${sessionId}`,
    accountLetter(locale, 'signInAlert', {
      name,
      browser: [browser, system].filter(Boolean).join(', ') || '?',
      network: caller.address,
      at: longMoment(locale, caller.clock(), timeZone),
    }),
  )
}
