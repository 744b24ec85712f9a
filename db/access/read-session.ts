import type { Database } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { Fault } from '../core/errors'
import { type Access, type Grants, mayRead, objects, type Scope } from '../core/grants.rules'
import { registered } from '../records/registry'
import type { Session } from './access.model'
import { accessFrom, memberStanding, type Standing } from './access-of'
import { authenticationOf } from './authentication'
import type { Caller } from './caller'
import { rememberDevice } from './device-cookie'
import { permissionsOf } from './policy.rules'
import { tokenFrom } from './session-cookie'

/** A session without what follows from its role. */
export type SessionRow = Omit<Session, 'permissions' | 'team' | 'territories' | 'closed'>

/** The JSON of a session, for a statement over `session s`, `"user" u`, `member m` and `workspace w`. */
export const sessionRow = ({ system }: Database) => system`
      json_build_object(
      'user', json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'timeZone', u.time_zone,
        'reportingCurrency', u.reporting_currency, 'firstDay', u.first_day),
      'member', json_build_object('id', m.id, 'name', m.name, 'role', m.role, 'teamId', m.team_id),
      'workspace', json_build_object('id', w.id, 'name', w.name, 'slug', w.slug, 'currency', w.currency,
        'timeZone', w.time_zone, 'locale', w.locale),
      'workspaces', (
        select json_agg(json_build_object('id', ow.id, 'name', ow.name, 'slug', ow.slug, 'role', om.role) order by ow.name, ow.id)
        from member om join workspace ow on ow.id = om.workspace_id
        where om.user_id = u.id and om.deleted_at is null),
      'locale', coalesce(u.locale, w.locale), 'timeZone', coalesce(u.time_zone, w.time_zone))`

export function sessionOf(row: SessionRow, { grants, teamMemberIds, territoryIds }: Access): Session {
  const changes = (scope: Scope) =>
    objects.some(object =>
      (['update', 'archive'] as const).some(action => grants[object]?.[action] === scope),
    )
  const byTerritory = changes('territory')
  return {
    ...row,
    permissions: permissionsOf(grants),
    team: byTerritory || changes('team') ? [...teamMemberIds] : [],
    territories: byTerritory ? [...territoryIds] : [],
    closed: closedTo(grants),
  }
}

/** The model's fields that are closed, by kind of record. Of those of the workspace's own nobody is told whose they are not. */
const closedTo = (grants: Grants): Session['closed'] =>
  Object.fromEntries(
    registered().flatMap(({ name, model }) => {
      const closed = Object.keys(model.fields).filter(key => !mayRead({ grants }, name, key))
      return closed.length ? [[name, closed]] : []
    }),
  )

/** What the screens know of who is signed in, where, and what they may. Throws `unauthenticated`. */
export async function readSession({ db }: Pick<Caller, 'db'>, sessionId: string): Promise<Session> {
  const [row] = await db.system<(Standing & { session: SessionRow })[]>`
    select ${sessionRow(db)} as session, ${memberStanding(db.system)}
    from session s
    join "user" u on u.id = s.user_id
    join member m on m.user_id = u.id and m.workspace_id = s.active_workspace_id and m.deleted_at is null
    join workspace w on w.id = m.workspace_id
    where s.id = ${sessionId} and s.expires_at > now()`
  if (!row) throw signedOut()
  return sessionOf(row.session, accessFrom(row))
}

/**
 * The session of the request's cookie. A session in use slides: its end is set 30 days ahead once a day, in the database and, by
 * `cookie`, in the browser, which is then also known anew as this person's.
 */
export async function resumeSession(caller: Caller): Promise<Resumed> {
  const authentication = authenticationOf(caller.db)
  if (!tokenFrom(authentication, caller.headers)) throw signedOut()
  const { headers, response } = await authentication.api.getSession({
    headers: caller.headers,
    returnHeaders: true,
  })
  if (!response) throw signedOut()
  const cookie = headers.getSetCookie().find(header => header.startsWith(authentication.cookie))
  const session = await readSession(caller, response.session.id)
  const deviceCookie = cookie && rememberDevice(authentication, caller.headers, emailKey(session.user.email))
  return { session, cookie, deviceCookie }
}

interface Resumed {
  session: Session
  cookie?: string
  deviceCookie?: string
}

const signedOut = () => new Fault('unauthenticated', 'You are not signed in.', { rule: 'access.signed_out' })

/** The person behind a session. Throws `unauthenticated`. */
export async function userOf({ db }: Pick<Caller, 'db'>, sessionId: string): Promise<string> {
  const [row] = await db.system<{ userId: string }[]>`select user_id from session where id = ${sessionId}`
  if (!row) throw signedOut()
  return row.userId
}
