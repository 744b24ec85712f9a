import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sessionCookieName } from '@sextant/db/access/authentication'
import { identifyKey, identifySession } from '@sextant/db/access/identify'
import { scratchFiles } from '@sextant/db/testing/scratch-blobs'
import { testSettings } from '@sextant/db/testing/test-callers'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { createApp } from './app'
import { createDoor } from './door'
import { routes } from './routes'
import { type As, type SessionDoor, sessionDoor } from './session-door'

const { origin, secret } = testSettings
let database: TestDatabase
let door: SessionDoor
const ask: SessionDoor['ask'] = (...words) => door.ask(...words)
const newcomer = () => door.newcomer()
beforeAll(async () => {
  database = await testDatabase()
  door = await sessionDoor(database, routes)
})
afterAll(async () => {
  await door.door.close()
  await database.drop()
})

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

const leadsOf = async (as: As): Promise<string[]> => {
  const { status, body } = await ask('GET', '/crm/leads', as)
  return status === 200 ? body.results.map(({ name }: { name: string }) => name) : [String(status)]
}

test('a role that is narrowed, widened or taken away holds by the next request, for people and keys', async () => {
  const admin = await newcomer()
  const { key: role } = (await ask('POST', '/crm/roles', admin, { name: 'Desk', base: 'rep' })).body
  const other = await colleague(admin, role)
  const machine = (await ask('POST', '/crm/api-keys', admin, { name: 'Desk', role })).body
  await ask('POST', '/crm/leads', admin, { name: 'Far', ownerId: admin.session.member.id, city: 'Riga' })
  const both = async () => [await leadsOf(other), await leadsOf({ key: machine.secret })]
  const save = async (grants: object) =>
    expect((await ask('PATCH', `/crm/roles/${role}`, admin, { grants })).status).toBe(200)
  // The key is the admin's, whose lead it is.
  expect(await both()).toEqual([[], ['Far']])
  for (let n = 0; n < 10; n += 1) {
    await save({ lead: { read: 'all', readable: ['name'] } })
    expect(await both()).toEqual([['Far'], ['Far']])
    const part = await ask('GET', '/crm/leads?fields=name,city', other)
    expect([part.status, part.body.results[0].name, part.body.results[0].city]).toEqual([
      200,
      'Far',
      undefined,
    ])
    // To be sorted or filtered by, it is not there.
    for (const asked of ['sort=city', 'filter=city:eq:Riga'])
      expect((await ask('GET', `/crm/leads?${asked}`, other)).status).toBe(422)
    await save({ lead: { read: 'all', update: 'all' } })
    expect((await ask('GET', '/crm/leads?fields=name,city', other)).body.results[0].city).toBe('Riga')
    await save({ lead: {} })
    expect(await both()).toEqual([['403'], ['403']])
  }
  const session = await ask('GET', '/auth/session', other)
  expect(session.body.permissions.lead).toEqual({})
  // A built-in role too, and back.
  await ask('PATCH', `/crm/members/${other.id}`, admin, { role: 'rep' })
  expect(await leadsOf(other)).toEqual([])
  expect((await ask('PATCH', '/crm/roles/rep', admin, { grants: { lead: { read: 'all' } } })).status).toBe(
    200,
  )
  expect(await leadsOf(other)).toEqual(['Far'])
})

test('another process forgets as soon as the log tells it, and ends the streams of who has the role', async () => {
  const elsewhere = createDoor({
    db: database,
    origin,
    secret,
    cookie: sessionCookieName(origin),
    files: scratchFiles(),
    find: { session: token => identifySession(database, token), key: key => identifyKey(database, key) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  })
  const there = createApp(elsewhere, routes)
  await elsewhere.start()
  try {
    const admin = await newcomer()
    const { key: role } = (await ask('POST', '/crm/roles', admin, { name: 'Desk', base: 'rep' })).body
    const other = await colleague(admin, role)
    const get = (path: string) => there.request(`${origin}${path}`, { headers: { cookie: other.cookie } })
    expect((await get('/crm/leads')).status).toBe(200)
    const stream = (await get('/live')).body!.getReader()
    await stream.read()
    await ask('PATCH', `/crm/roles/${role}`, admin, { grants: { deal: { read: 'all' } } })
    await elsewhere.tail.wake()
    expect([(await get('/crm/leads')).status, (await get('/crm/deals')).status]).toEqual([403, 200])
    for (let done = false; !done; ) ({ done } = await stream.read())
  } finally {
    await elsewhere.close()
  }
})
