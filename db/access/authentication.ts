import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { drizzle } from 'drizzle-orm/pg-proxy'
import type { Database, Sql, Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { accountTable, sessionTable, userTable, verificationTable } from './authentication.table'
import { type AuthenticationSettings, readConfig } from './config'
import { passwordLength } from './passwords.rules'

const dayS = 24 * 60 * 60

const schema = {
  user: userTable,
  session: sessionTable,
  account: accountTable,
  verification: verificationTable,
}

export type Authentication = ReturnType<typeof makeAuthentication>

const opened = new WeakMap<Database, Authentication>()

/** Sets up sign-in for a database. Once per process, before the first request; tests give their own settings. */
export function openAuthentication(db: Database, settings: AuthenticationSettings): Authentication {
  const authentication = makeAuthentication(db, settings)
  opened.set(db, authentication)
  return authentication
}

/** Sign-in of this database: as it was opened, else as the environment says. */
export const authenticationOf = (db: Database): Authentication =>
  opened.get(db) ?? openAuthentication(db, readConfig())

/** The name of the session cookie. On https the browser itself holds it to this host, to `/` and to https. */
export const sessionCookieName = (origin: string): string => cookieName(origin, 'session')

const cookieName = (origin: string, of: 'session' | 'device'): string =>
  `${origin.startsWith('https:') ? '__Host-' : ''}sextant.${of}`

function makeAuthentication(db: Database, settings: AuthenticationSettings) {
  const origin = new URL(settings.origin).origin
  const secure = origin.startsWith('https:')
  const cookie = sessionCookieName(origin)
  const auth = betterAuth({
    baseURL: origin,
    basePath: '/auth',
    secret: settings.secret,
    trustedOrigins: [origin],
    database: drizzleAdapter(throughSystem(db.system), { provider: 'pg', schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    user: { additionalFields: { locale: { type: 'string', required: false, input: false } } },
    session: {
      expiresIn: 30 * dayS,
      updateAge: dayS,
      additionalFields: { activeWorkspaceId: { type: 'string', required: false, input: false } },
    },
    // Its limits count in its own HTTP handler, which is not used; ours are in `count-attempt.ts`.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // The address comes from the edge, which knows its balancer; a header that anybody can write does not count.
      ipAddress: { disableIpTracking: true },
      useSecureCookies: false,
      cookies: { session_token: { name: cookie, attributes: { secure } } },
      database: { generateId: () => uuidv7() },
    },
  })
  const deviceCookie = cookieName(origin, 'device')
  return { secret: settings.secret, origin, secure, cookie, deviceCookie, api: auth.api }
}

/**
 * Drizzle over the connection that is there already. Its own postgres.js driver would replace the connection's JSON and date
 * conversions, which the rest of Sextant relies on; the proxy driver leaves them alone, and lets a transaction be ours.
 */
function throughSystem(sql: Sql | Tx): ReturnType<typeof drizzle> {
  const proxied = drizzle(
    async (query, params) => ({ rows: [...(await sql.unsafe(query, params as never[]).values())] }),
    { schema },
  )
  return Object.assign(proxied, {
    transaction: <T>(work: (tx: ReturnType<typeof drizzle>) => Promise<T>) =>
      'begin' in sql ? sql.begin(tx => work(throughSystem(tx))) : work(throughSystem(sql)),
  }) as unknown as ReturnType<typeof drizzle>
}
