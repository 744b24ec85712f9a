import { openAuthentication } from '@sextant/db/access/authentication'
import { type Identity, identifyKey, identifySession } from '@sextant/db/access/identify'
import { openDatabase } from '@sextant/db/app/open-database'
import type { Context } from '@sextant/db/core/context'
import type { Role } from '@sextant/db/core/grants.rules'
import type { Log } from '@sextant/db/process/log'
import { scratchFiles } from '@sextant/db/testing/scratch-blobs'
import { testContext } from '@sextant/db/testing/test-context'
import type { TestDatabase } from '@sextant/db/testing/test-database'
import { createApp } from './app'
import { createAnswerCheck } from './checked-answer'
import { createDoor, type DoorSettings } from './door'
import { forms, guestPages, routes } from './routes'

export interface TestAsker extends Context {
  /** Sends a request as this person, with a key. */
  key: string
  /** The same person's session cookie. */
  cookie: string
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {}, with: () => silent }

/** People known to the doors of a test; their keys and sessions are looked up here before the tables of sign-in. */
export function testPeople(database: TestDatabase) {
  const known = new Map<string, Identity>()
  return {
    known,
    async join(asker: { role?: Role; workspaceId?: string; teamId?: string } = {}): Promise<TestAsker> {
      const ctx = await testContext(database, asker)
      const id = ctx.access.memberId!
      const identity: Identity = {
        ...ctx,
        kind: 'user',
        id,
        name: ctx.actor.name,
        sessionId: id,
        expiresAt: Number.MAX_SAFE_INTEGER,
      }
      known.set(`sx_${id}`, identity)
      known.set(`session-${id}`, identity)
      return { ...ctx, key: `sx_${id}`, cookie: `session-${id}` }
    },
  }
}

/** A door over a test's database, with its own connections as another process would have. */
export async function testDoor(
  database: TestDatabase,
  people: ReturnType<typeof testPeople>,
  more: Partial<DoorSettings> = {},
) {
  const db = openDatabase({
    appUrl: database.appUrl,
    systemUrl: database.systemUrl,
    maxConnections: 6,
    name: 'test-door',
    countStatements: true,
  })
  const lines: string[] = []
  const logged: string[] = []
  const log: Log = {
    ...silent,
    warn: (msg, fields) => void logged.push(JSON.stringify({ msg, ...fields })),
    error: (msg, fields) => void logged.push(JSON.stringify({ msg, ...fields })),
  }
  const settings = { origin: 'http://localhost:4300', secret: 'test-secret-test-secret-test-secret' }
  openAuthentication(db, settings)
  const door = createDoor({
    db,
    log,
    ...settings,
    // No test is a stopwatch: on a busy machine hashing a password alone may take longer than a caller is let wait.
    deadlineMs: 60_000,
    files: scratchFiles(),
    access: line => lines.push(line),
    cookie: 'sextant.session',
    find: {
      session: async token => people.known.get(token) ?? identifySession(db, token),
      key: async key => people.known.get(key) ?? identifyKey(db, key),
    },
    ...more,
  })
  await door.start()
  const app = createApp(door, routes, forms, guestPages)
  const answers = createAnswerCheck(routes)
  return {
    app,
    door,
    /** Lines of the access log so far. */
    lines,
    logged,
    /** Whatever is answered must have the shape that its route declares. */
    ask: async (
      asker: TestAsker | null,
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) => {
      const response = await app.request(path, {
        method,
        headers: {
          ...(asker ? { authorization: `Bearer ${asker.key}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      })
      await answers.check(method, path, response)
      return response
    },
    /** Routes that were asked with success, and whose answers were as declared. */
    met: answers.met,
    close: async () => {
      await door.close()
      await db.close()
    },
  }
}
export type TestDoor = Awaited<ReturnType<typeof testDoor>>
