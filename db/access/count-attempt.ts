import { Fault } from '../core/errors'
import { authenticationOf } from './authentication'
import type { Caller } from './caller'
import { knownDevice } from './device-cookie'
import { networkOf } from './network.rules'
import { digest } from './secrets'

interface Limit {
  key: string
  most: number
  windowMs: number
}

const minuteMs = 60_000

/**
 * Of somebody who has signed in from this device before, its own tries count, and nobody else's: whoever guesses elsewhere, or in the same office, does not
 * keep them out. Else the few tries of one person at one desk; the many of one address, which may be a whole office; and those on one account
 * from everywhere, so that a thousand addresses do not get a thousand times the tries.
 */
function signInLimits({ db, address, headers }: Caller, email: string): Limit[] {
  const device = knownDevice(authenticationOf(db), headers, email)
  if (device) return [{ key: digest(`sign-in|device|${device}|${email}`), most: 10, windowMs: 15 * minuteMs }]
  return [
    { key: digest(`sign-in|${email}|${networkOf(address)}`), most: 10, windowMs: 15 * minuteMs },
    { key: digest(`sign-in|${email}`), most: 100, windowMs: 60 * minuteMs },
    { key: digest(`sign-in||${networkOf(address)}`), most: 200, windowMs: 15 * minuteMs },
  ]
}

/** Counts a try to sign in, before the password is looked at: tries at the same moment count too. Throws `limited`. */
export const countSignIn = (caller: Caller, email: string): Promise<void> =>
  count(caller, signInLimits(caller, email))

/** Counts a new account from this address. Throws `limited`. */
export const countSignUp = (caller: Caller): Promise<void> =>
  count(caller, [{ key: digest(`sign-up|${networkOf(caller.address)}`), most: 50, windowMs: 60 * minuteMs }])

/** Counts a wish for a new password from this address. Throws `limited`. */
export const countResetAsked = (caller: Caller): Promise<void> =>
  count(caller, [{ key: digest(`reset||${networkOf(caller.address)}`), most: 200, windowMs: 60 * minuteMs }])

/** Whether somebody may be written to once more for the same: five times an hour. Nobody is refused anything by it. */
export async function mayWriteTo(caller: Caller, what: string, email: string): Promise<boolean> {
  try {
    await count(caller, [{ key: digest(`write|${what}|${email}`), most: 5, windowMs: 60 * minuteMs }])
    return true
  } catch (error) {
    if (error instanceof Fault && error.code === 'limited') return false
    throw error
  }
}

/** Forgets the tries of this person at this desk, after the right password. */
export async function forgiveSignIn(caller: Caller, email: string): Promise<void> {
  await caller.db.system`delete from rate_limit where key = ${signInLimits(caller, email)[0]!.key}`
}

async function count({ db, clock }: Caller, limits: readonly Limit[]): Promise<void> {
  const nowMs = clock().getTime()
  const now = new Date(nowMs).toISOString()
  // An empty e-mail makes two limits one: each row is counted once.
  const distinct = [...new Map(limits.map(limit => [limit.key, limit])).values()]
  const rows = distinct.map(({ key, windowMs }) => ({ key, ends: new Date(nowMs + windowMs).toISOString() }))
  // In the order of the keys, so that two edges that count the same ones never wait for each other in a circle.
  const counted = await db.system<{ key: string; count: number; resetsAt: Date }[]>`
    insert into rate_limit (key, count, resets_at)
    select r.key, 1, r.ends from jsonb_to_recordset(${db.system.json(rows)}) as r(key text, ends timestamptz) order by r.key
    on conflict (key) do update set
      count = case when rate_limit.resets_at <= ${now} then 1 else rate_limit.count + 1 end,
      resets_at = case when rate_limit.resets_at <= ${now} then excluded.resets_at else rate_limit.resets_at end
    returning key, count, resets_at`
  const over = counted.filter(row => row.count > limits.find(limit => limit.key === row.key)!.most)
  if (over.length) {
    const freeMs = Math.max(...over.map(row => row.resetsAt.getTime()))
    throw new Fault('limited', 'There were too many attempts. Wait a little, then try again.', {
      rule: 'access.too_many_attempts',
      retryAfterSeconds: Math.max(1, Math.ceil((freeMs - nowMs) / 1000)),
    })
  }
  if (counted.some(row => row.count === 1)) await sweep({ db, now })
}

/** A new window makes room by removing a few that are over, so that the table does not grow for ever. */
async function sweep({ db, now }: { db: Caller['db']; now: string }): Promise<void> {
  await db.system`
    delete from rate_limit where key in (
      select key from rate_limit where resets_at < ${now} order by resets_at limit 20 for update skip locked)`
}
