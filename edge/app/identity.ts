import { createHash } from 'node:crypto'
import type { Identity } from '@sextant/db/access/identify'
import { meaningOf } from '@sextant/db/app/catalogue.events'
import type { Clock } from '@sextant/db/core/clock'
import type { Written } from '@sextant/db/core/context'
import { Fault } from '@sextant/db/core/errors'
import type { Grants } from '@sextant/db/core/grants.rules'
import type { Tail } from './tail'

/** An identity with what the door works out once: `permission` is everything about it that can change an answer. */
export interface Known extends Identity {
  permission: string
  by: 'cookie' | 'bearer'
}

export interface Finders {
  session: (token: string) => Promise<Identity | null>
  key: (secret: string) => Promise<Identity | null>
}

interface Remembered {
  known: Known
  until: number
}

const rememberedMs = 15_000
const mostRemembered = 20_000
/** Characters of a header that is worth keeping. */
const longestKept = 1000

const digests = new WeakMap<Grants, string>()

/** One text for the same grants, whatever the role is called that has them. */
export function digestOf(grants: Grants): string {
  const known = digests.get(grants)
  if (known) return known
  const made = createHash('sha256').update(JSON.stringify(grants)).digest('base64url')
  digests.set(grants, made)
  return made
}

/** Whether what is remembered of somebody may not hold after an event: its kind says what is to be forgotten. */
export function concerns(event: Written, { workspaceId, sessionId, id }: Known): boolean {
  const forgets = meaningOf(event)?.forgets
  if (forgets === 'workspace') return event.workspaceId === workspaceId
  return forgets === 'subject' && (event.subjectId === sessionId || event.subjectId === id)
}

/**
 * Turns a cookie session or a bearer key into an identity. It is remembered for a quarter of a minute, and forgotten when a session or key was
 * revoked or a member changed: at once where this process did it, elsewhere when the log tells.
 */
export function createIdentities({
  find,
  cookie,
  tail,
  clock,
}: {
  find: Finders
  cookie: string
  tail: Pick<Tail, 'subscribe'>
  clock: Clock
}) {
  const remembered = new Map<string, Remembered>()
  const credentialOf = credentialReader(`${cookie}=`)
  // A look-up that began before a revocation must not be remembered after it.
  let generation = 0
  // A page asks for much at once: its first requests share one look-up.
  const flights = new Map<string, Promise<Known | null>>()

  function heed(events: readonly Written[]): void {
    for (const event of events) {
      if (!meaningOf(event)?.forgets) continue
      generation += 1
      for (const [credential, { known }] of remembered)
        if (concerns(event, known)) remembered.delete(credential)
    }
  }
  const stop = tail.subscribe(({ events }) => heed(events))

  async function lookUp(by: Known['by'], credential: string, remember: string): Promise<Known | null> {
    const began = generation
    const found = await (by === 'bearer' ? find.key(credential) : find.session(credential))
    if (!found) return null
    const ends = found.expiresAt === null ? Number.POSITIVE_INFINITY : found.expiresAt
    const now = clock().getTime()
    if (ends <= now) return null
    const known: Known = { ...found, by, permission: permissionOf(found) }
    if (began === generation) {
      if (remembered.size >= mostRemembered) remembered.clear()
      const shareEnds = Date.parse(found.access.shares?.endsAt ?? '') || Number.POSITIVE_INFINITY
      remembered.set(remember, { known, until: Math.min(now + rememberedMs, ends, shareEnds) })
    }
    return known
  }

  return {
    /** The identity, when memory has it; null: there is no credential at all; undefined: it must be looked up. */
    recall(headers: Headers): Known | null | undefined {
      const credential = credentialOf(headers)
      if (!credential) return null
      const memory = remembered.get(credential)
      return memory && memory.until > clock().getTime() ? memory.known : undefined
    },
    /**
     * Who asks; null when nobody says so. `position`, of what the session last wrote and this process has not met yet, if any: what is remembered may be from
     * before it, such as the workspace that the session has left. Throws `unauthenticated` for a credential that is not, or no longer, good.
     */
    async identify(headers: Headers, position = ''): Promise<Known | null> {
      const credential = credentialOf(headers)
      if (!credential) return null
      const memory = remembered.get(credential)
      if (memory && memory.until > clock().getTime() && !position) return memory.known
      const by = credential.startsWith('b') ? 'bearer' : 'cookie'
      const shared = `${generation} ${position} ${credential}`
      let flight = flights.get(shared)
      if (!flight) {
        flight = lookUp(by, credential.slice(2), credential).finally(() => flights.delete(shared))
        flights.set(shared, flight)
      }
      const known = await flight
      if (!known)
        throw new Fault(
          'unauthenticated',
          by === 'bearer'
            ? 'This key is unknown, revoked or expired.'
            : 'This session has ended. Sign in again.',
        )
      return known
    },
    /** What this request's credential stands for has just been changed by it. */
    forget(headers: Headers): void {
      const credential = credentialOf(headers)
      generation += 1
      if (credential) remembered.delete(credential)
    },
    /** What was done makes some of what is remembered untrue. */
    heed,
    stop,
  }
}

/**
 * Reads `b:secret` or `c:token` from a request. A key that is sent wins over a cookie that the browser adds. The same header gives
 * the same string again, so that a client's second request costs one look-up.
 */
function credentialReader(marker: string): (headers: Headers) => string | undefined {
  const keys = new Map<string, string>()
  const sessions = new Map<string, string>()

  function keep(read: Map<string, string>, header: string, credential: string): string {
    if (read.size >= mostRemembered) read.clear()
    if (header.length <= longestKept) read.set(header, credential)
    return credential
  }

  return headers => {
    const authorization = headers.get('authorization')
    if (authorization)
      return (
        keys.get(authorization) ??
        keep(
          keys,
          authorization,
          /^bearer /i.test(authorization) ? `b:${authorization.slice(7).trim()}` : 'b:',
        )
      )
    const cookies = headers.get('cookie')
    if (!cookies) return undefined
    const known = sessions.get(cookies)
    if (known) return known
    const value = cookieValue(cookies, marker)
    return value ? keep(sessions, cookies, `c:${value}`) : undefined
  }
}

/** The value of a cookie, as it was sent. `marker` is `name=`. */
export function cookieValue(cookies: string, marker: string): string | undefined {
  let at = cookies.indexOf(marker)
  while (at > 0 && cookies[at - 1] !== ' ' && cookies[at - 1] !== ';') at = cookies.indexOf(marker, at + 1)
  if (at < 0) return undefined
  const end = cookies.indexOf(';', at)
  return cookies.slice(at + marker.length, end < 0 ? undefined : end)
}

function permissionOf({
  workspaceId,
  access,
  locale,
  timeZone,
  workspaceTimeZone,
  currency,
  reportingCurrency,
}: Identity): string {
  const all = [
    workspaceId,
    access.role,
    access.cap,
    digestOf(access.grants),
    // When the next share ends by itself, another answer is the right one.
    access.shares,
    access.memberId,
    [...access.teamMemberIds].sort(),
    [...access.territoryIds].sort(),
    locale,
    timeZone,
    workspaceTimeZone,
    currency,
    reportingCurrency,
  ]
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url')
}
