import type { Database } from '../core/database'
import type { Access } from '../core/grants.rules'
import { postgresFault } from '../core/postgres-faults'
import { accessFrom, keyHasMember, keyLives, keyStanding, memberStanding, type Standing } from './access-of'
import { authenticationOf } from './authentication'
import { type SessionRow, sessionRow } from './read-session'
import { digest } from './secrets'
import { tokenFrom } from './session-cookie'

/** Who asks, as far as a request says it. `id` is the member's or the key's; `expiresAt` is in epoch milliseconds. */
export interface Identity {
  kind: 'user' | 'key'
  id: string
  name: string
  workspaceId: string
  access: Access
  locale: string
  /** The person's own, where they have one; a key's is the workspace's. */
  timeZone: string
  workspaceTimeZone: string
  currency: string
  /** The person's own, where they have one; a key's is the workspace's. */
  reportingCurrency: string
  sessionId?: string
  userId?: string
  /** What the screens show of the session: it came with the same statement. */
  session?: SessionRow
  expiresAt: number
}

interface Found extends Standing {
  id: string
  name: string
  workspaceId: string
  locale: string
  timeZone: string
  workspaceTimeZone: string
  currency: string
  reportingCurrency: string
  expiresAt: Date | null
}

const never = Number.MAX_SAFE_INTEGER

/**
 * The member behind a session: of the workspace that the session is in. Takes the request's headers, or the value of the session cookie.
 * Null when there is no session, when it is over, and when the member has been removed. One statement.
 */
export async function identifySession(
  db: Database,
  headersOrToken: Headers | string,
): Promise<Identity | null> {
  const token = tokenFrom(authenticationOf(db), headersOrToken)
  if (!token) return null
  const [found] = await db.system<(Found & { sessionId: string; userId: string; session: SessionRow })[]>`
    select m.id, m.name, m.workspace_id, ${memberStanding(db.system)}, coalesce(u.time_zone, w.time_zone) as time_zone,
      w.time_zone as workspace_time_zone, w.currency,
      coalesce(u.reporting_currency, w.currency) as reporting_currency, coalesce(u.locale, w.locale) as locale,
      s.id as session_id, u.id as user_id, s.expires_at, ${sessionRow(db)} as session
    from session s
    join "user" u on u.id = s.user_id
    join member m on m.user_id = u.id and m.workspace_id = s.active_workspace_id and m.deleted_at is null
    join workspace w on w.id = m.workspace_id
    where s.token = ${token} and s.expires_at > now()`
  if (!found) return null
  return {
    ...identityOf('user', found),
    sessionId: found.sessionId,
    userId: found.userId,
    session: found.session,
  }
}

/**
 * The workspace and role behind an API key. Null when it is unknown, revoked or over, or when the member it belongs to has been removed; a key
 * whose maker has lost power may do what both still may. Notes the use, once a minute at most. One statement.
 */
export async function identifyKey(db: Database, secret: string): Promise<Identity | null> {
  if (!secret.startsWith('sx_')) return null
  const found = await findKey(db, secret, true).catch(error => {
    // On a full disk reading goes on, whether or not its time can be noted.
    if (postgresFault(error) !== 'full') throw error
    return findKey(db, secret, false)
  })
  return found ? identityOf('key', found) : null
}

async function findKey(db: Database, secret: string, notesUse: boolean): Promise<Found | undefined> {
  const [found] = await db.system<Found[]>`
    with known as (
      select k.* from api_key k where k.secret_hash = ${digest(secret)} and ${keyLives(db.system)}
    ), used as (
      update api_key set last_used_at = now()
      where id = (select id from known where last_used_at is null or last_used_at < now() - interval '1 minute')
        and (last_used_at is null or last_used_at < now() - interval '1 minute') and ${notesUse}
    )
    select k.id, k.name, k.workspace_id, ${keyStanding(db.system)}, w.time_zone, w.time_zone as workspace_time_zone, w.currency,
      w.currency as reporting_currency, w.locale, k.expires_at
    from known k
    join workspace w on w.id = k.workspace_id
    left join member m on m.id = k.member_id and m.workspace_id = k.workspace_id
    where ${keyHasMember(db.system)}`
  return found
}

const identityOf = (kind: Identity['kind'], found: Found): Identity => ({
  kind,
  id: found.id,
  name: found.name,
  workspaceId: found.workspaceId,
  access: accessFrom(found),
  locale: found.locale,
  timeZone: found.timeZone,
  workspaceTimeZone: found.workspaceTimeZone,
  currency: found.currency,
  reportingCurrency: found.reportingCurrency,
  expiresAt: found.expiresAt?.getTime() ?? never,
})
