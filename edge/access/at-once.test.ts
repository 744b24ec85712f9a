import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type As, type SessionDoor, sessionDoor } from '../app/session-door'
import { accessRoutes } from './access.routes'

let database: TestDatabase
let door: SessionDoor
const ask: SessionDoor['ask'] = (...words) => door.ask(...words)
const newcomer = () => door.newcomer()
beforeAll(async () => {
  database = await testDatabase()
  door = await sessionDoor(database, accessRoutes)
})
afterAll(async () => {
  await door.door.close()
  await database.drop()
})

const statusOf = async (as: As, path = '/crm/workspace') => (await ask('GET', path, as)).status

async function keyOf(as: As): Promise<{ id: string; key: string }> {
  const { body } = await ask('POST', '/crm/api-keys', as, { name: 'Partner', role: 'admin' })
  return { id: body.id, key: body.secret }
}

/** A second person in the first one's workspace, who has just asked for something. */
async function colleague(admin: As, role: string) {
  const person = door.people.person()
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

test('a key with grants of its own does less than its role, loses what the role loses by the next request, and ends on its minute', async () => {
  const admin = await newcomer()
  const { body: made } = await ask('POST', '/crm/roles', admin, { name: 'Desk', base: 'manager' })
  const grants = { workspace: { read: 'all' }, member: { read: 'all' } }
  const asked = {
    name: 'Narrow',
    role: made.key,
    grants,
    expiresAt: new Date(Date.now() + 1500).toISOString(),
  }
  const { body: key } = await ask('POST', '/crm/api-keys', admin, asked)
  const as = { key: key.secret }
  expect([await statusOf(as), await statusOf(as, '/crm/members'), await statusOf(as, '/crm/roles')]).toEqual([
    200, 200, 200,
  ])
  expect((await ask('POST', '/crm/teams', as, { name: 'Too wide' })).status).toBe(403)
  await ask('PATCH', `/crm/roles/${made.key}`, admin, { grants: { member: { read: 'all' } } })
  expect([await statusOf(as), await statusOf(as, '/crm/members')]).toEqual([403, 200])
  // Its answer is in memory by now, and is not given any more.
  const ends = Date.parse(key.expiresAt)
  while (Date.now() < ends) await Bun.sleep(10)
  expect(await statusOf(as, '/crm/members')).toBe(401)
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
