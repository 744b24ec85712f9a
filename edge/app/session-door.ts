import { sessionCookieName } from '@sextant/db/access/authentication'
import { identifyKey, identifySession } from '@sextant/db/access/identify'
import { scratchFiles } from '@sextant/db/testing/scratch-blobs'
import { testCallers, testSettings } from '@sextant/db/testing/test-callers'
import type { TestDatabase } from '@sextant/db/testing/test-database'
import { createApp } from './app'
import { createDoor } from './door'
import type { Route } from './route'

/** Who asks: somebody signed in, a key, or nobody. */
export interface As {
  cookie?: string
  key?: string
}

/**
 * A door for tests of what takes hold at once: people sign up and in through it as anybody does. From the start on the log tells this process nothing, so what it did itself
 * it must know by itself.
 */
export async function sessionDoor(database: TestDatabase, routes: readonly Route[]) {
  const { origin, secret } = testSettings
  const people = testCallers(database)
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const door = createDoor({
    db: database,
    origin,
    secret,
    cookie: sessionCookieName(origin),
    files: scratchFiles(),
    find: { session: token => identifySession(database, token), key: key => identifyKey(database, key) },
    log,
  })
  const app = createApp(door, routes)
  await door.start()
  await door.tail.stop()

  async function ask(method: string, path: string, { cookie, key }: As = {}, body?: unknown) {
    const response = await app.request(`${origin}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
        ...(key && { authorization: `Bearer ${key}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    const session = response.headers
      .getSetCookie()
      .find(header => header.startsWith(sessionCookieName(origin)))
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
      cookie: session?.split(';')[0],
    }
  }

  /** Somebody who has just signed up, in a workspace of their own. */
  async function newcomer() {
    const person = people.person()
    const { status, cookie, body } = await ask('POST', '/auth/sign-up', {}, person)
    if (status !== 201) throw new Error(`Nobody could sign up: ${status}`)
    return { ...person, cookie: cookie!, session: body }
  }

  return { door, people, ask, newcomer }
}
export type SessionDoor = Awaited<ReturnType<typeof sessionDoor>>
