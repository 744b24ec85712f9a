import type { Clock } from '../core/clock'
import type { Actor, Context } from '../core/context'
import type { Database } from '../core/database'
import type { Access } from '../core/grants.rules'
import { accessAs } from './policy.rules'

/** Who knocks before it is known who it is: a request without a context. `address` is the network's, for limits. */
export interface Caller {
  db: Database
  clock: Clock
  requestId: string
  traceparent?: string
  address: string
  /** The request's headers: the session cookie, and the browser's name for the list of sessions. */
  headers: Headers
  /** Told the log position of what changes the session, as a context is. */
  onWrite?: Context['onWrite']
}

const nobody: Access = accessAs('read_only')

/** The context in which a caller's doings are written into a workspace's log, once it is known who it is. */
export function contextOf(
  caller: Pick<Caller, 'db' | 'clock' | 'requestId' | 'traceparent'>,
  workspaceId: string,
  actor: Actor,
  access: Access = nobody,
): Context {
  const { db, clock, requestId, traceparent } = caller
  return {
    db,
    clock,
    requestId,
    traceparent,
    workspaceId,
    actor,
    access,
    locale: 'en',
    timeZone: 'UTC',
    workspaceTimeZone: 'UTC',
    currency: 'EUR',
    reportingCurrency: 'EUR',
  }
}
