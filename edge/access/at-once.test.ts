import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sessionCookieName } from '@sextant/db/access/authentication'
import { identifyKey, identifySession } from '@sextant/db/access/identify'
import { testCallers, testSettings } from '@sextant/db/testing/test-callers'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { createApp } from '../app/app'
import { createDoor, type Door } from '../app/door'
import { accessRoutes } from './access.routes'

const { origin, secret } = testSettings
let database: TestDatabase
let people: ReturnType<typeof testCallers>
let door: Door
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  database = await testDatabase()
  people = testCallers(database)
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  door = createDoor({
    db: database,
    origin,
    secret,
    cookie: sessionCookieName(origin),
    find: { session: token => identifySession(database, token), key: key => identifyKey(database, key) },
    log,
  })
  app = createApp(door, accessRoutes)
  await door.start()
  // From here on the log tells this process nothing: what it did itself it must know by itself.
  await door.tail.stop()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

interface As {
  cookie?: string
  key?: string
}

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
  const session = response.headers.getSetCookie().find(header => header.startsWith(sessionCookieName(origin)))
  return {
    status: response.status,
    body: text ? JSON.parse(text) : undefined,
    cookie: session?.split(';')[0],
  }
}

const statusOf = async (as: As, path = '/crm/workspace') => (await ask('GET', path, as)).status

async function newcomer() {
  const person = people.person()
  const { status, cookie, body } = await ask('POST', '/auth/sign-up', {}, person)
  expect(status).toBe(201)
  return { ...person, cookie: cookie!, session: body }
}

async function keyOf(as: As): Promise<{ id: string; key: string }> {
  const { body } = await ask('POST', '/crm/api-keys', as, { name: 'Partner', role: 'admin' })
  return { id: body.id, key: body.secret }
}

/** A second person in the first one's workspace, who has just asked for something. */
async function colleague(admin: As, role: string) {
  const person = people.person()
  const invited = await ask('POST', '/crm/invitations', admin, { email: person.email, role })
  expect(invited.status).toBe(201)
  const joined = await ask(
    'POST',
    `/auth/invitations/${invited.body.token}`,
    {},
    {
      name: person.name,
      password: person.password,
    },
  )
  expect(joined.status).toBeLessThan(300)
  return { ...person, cookie: joined.cookie!, id: joined.body.member.id }
}

test('a revoked key is refused by the first request after the answer to its revocation, fifty times', async () => {
  const { cookie } = await newcomer()
  const statuses: number[][] = []
  for (let n = 0; n < 50; n += 1) {
    const { id, key } = await keyOf({ cookie })
    const before = await statusOf({ key })
    const revoked = (await ask('DELETE', `/crm/api-keys/${id}`, { cookie })).status
    const written = (await ask('POST', '/crm/teams', { key }, { name: 'Too late' })).status
    statuses.push([before, revoked, written])
  }
  expect(statuses).toEqual(Array.from({ length: 50 }, () => [200, 204, 401]))
})

test('so is a session that was signed out, here or everywhere, or by signing in as somebody else', async () => {
  const { email, password, cookie: first } = await newcomer()
  const signIn = async (as: As = {}) => (await ask('POST', '/auth/sign-in', as, { email, password })).cookie!
  const [second, third] = [await signIn(), await signIn()]
  for (const cookie of [first, second, third]) expect(await statusOf({ cookie })).toBe(200)
  expect((await ask('POST', '/auth/sign-out', { cookie: first })).status).toBe(204)
  expect(await statusOf({ cookie: first })).toBe(401)
  const fourth = await signIn({ cookie: second })
  expect([await statusOf({ cookie: second }), await statusOf({ cookie: fourth })]).toEqual([401, 200])
  expect((await ask('POST', '/auth/sign-out-everywhere', { cookie: fourth })).status).toBe(204)
  for (const cookie of [third, fourth]) expect(await statusOf({ cookie })).toBe(401)
})

test('so is who was taken out of the workspace, with their keys; a lowered role holds at once, for their keys too', async () => {
  const admin = await newcomer()
  const other = await colleague(admin, 'admin')
  const { key } = await keyOf(other)
  const teams = (as: As, name: string) => ask('POST', '/crm/teams', as, { name })
  expect([(await teams(other, 'One')).status, (await teams({ key }, 'Two')).status]).toEqual([201, 201])
  const lowered = await ask('PATCH', `/crm/members/${other.id}`, admin, { role: 'read_only' })
  expect(lowered.status).toBe(200)
  expect([(await teams(other, 'Three')).status, (await teams({ key }, 'Four')).status]).toEqual([403, 403])
  expect([await statusOf(other), await statusOf({ key })]).toEqual([200, 200])
  expect((await ask('DELETE', `/crm/members/${other.id}`, admin)).status).toBe(204)
  expect([await statusOf(other), await statusOf({ key })]).toEqual([401, 401])
})
