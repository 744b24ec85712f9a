import { openAuthentication } from '../access/authentication'
import type { Caller } from '../access/caller'
import { handClock } from '../core/clock'
import { Fault } from '../core/errors'
import { uuidv7 } from '../core/ids'
import type { TestDatabase } from './test-database'

export const testSettings = {
  secret: 'a secret of the tests only, long enough',
  origin: 'https://crm.example',
}

/** Sign-in of a test database, and callers that come from somewhere, with a cookie or without. */
export function testCallers(database: TestDatabase) {
  openAuthentication(database, testSettings)
  const clock = handClock(new Date().toISOString())
  let count = 0
  return {
    clock,
    caller: (given: { cookie?: string; address?: string } = {}): Caller => ({
      db: database,
      clock,
      requestId: uuidv7(),
      address: given.address ?? '192.0.2.1',
      headers: new Headers(given.cookie ? { cookie: given.cookie.split(';')[0]! } : {}),
    }),
    /** Somebody nobody has seen yet. */
    person: (name = 'Layla Al-Harbi') => {
      count += 1
      return { name, email: `person-${count}@najd.example`, password: 'a dune at dusk' }
    },
  }
}

/** The refusal of a piece of work that must not be allowed. */
export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => undefined,
    error => error,
  )
  if (!(error instanceof Fault)) throw error ?? new Error('It was allowed.')
  return error
}
