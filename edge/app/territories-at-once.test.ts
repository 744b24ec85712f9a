import { afterAll, beforeAll, expect, test } from 'bun:test'
import { accessOf } from '@sextant/db/access/access-of'
import { sessionCookieName } from '@sextant/db/access/authentication'
import { identifyKey, identifySession } from '@sextant/db/access/identify'
import { workContext } from '@sextant/db/access/work-context'
import { systemClock } from '@sextant/db/core/clock'
import { inWorkspace } from '@sextant/db/core/database'
import { newlyVisible, snapshotNow } from '@sextant/db/events/tail.queries'
import { scratchFiles } from '@sextant/db/testing/scratch-blobs'
import { testSettings } from '@sextant/db/testing/test-callers'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { visibleTo } from '../live/visible-to'
import { createApp } from './app'
import { createDoor } from './door'
import { routes } from './routes'
import { type As, type SessionDoor, sessionDoor } from './session-door'

const { origin, secret } = testSettings
let database: TestDatabase
let door: SessionDoor
const ask: SessionDoor['ask'] = (...words) => door.ask(...words)
beforeAll(async () => {
  database = await testDatabase()
  door = await sessionDoor(database, routes)
})
afterAll(async () => {
  await door.door.close()
  await database.drop()
})

/** An administrator, and somebody who sees what lies in their territories. */
async function company() {
  const admin = await door.newcomer()
  const grants = { lead: { read: 'territory', update: 'territory' }, territory: { read: 'all' } }
  expect((await ask('PATCH', '/crm/roles/rep', admin, { grants })).status).toBe(200)
  const person = door.people.person()
  const invited = await ask('POST', '/crm/invitations', admin, { email: person.email, role: 'rep' })
  const { name, password } = person
  const joined = await ask('POST', `/auth/invitations/${invited.body.token}`, {}, { name, password })
  const rep = { ...person, cookie: joined.cookie!, id: joined.body.member.id as string }
  const make = async (city: string) => {
    const { id } = (await ask('POST', '/crm/territories', admin, { name: city })).body
    await setUp(id, city, [])
    return id as string
  }
  const setUp = async (id: string, city: string, memberIds: string[]) => {
    const lead = { field: 'city', op: 'eq', value: city }
    const { status } = await ask('PUT', `/crm/territories/${id}/setup`, admin, {
      customer: null,
      lead,
      memberIds,
    })
    expect(status).toBe(200)
  }
  const lead = async (city: string) =>
    (await ask('POST', '/crm/leads', admin, { name: city, city, ownerId: admin.session.member.id })).body
  return { admin, rep, make, setUp, lead }
}

const leadsOf = async (as: As): Promise<string[]> =>
  (await ask('GET', '/crm/leads', as)).body.results.map(({ name }: { name: string }) => name).sort()

test('who joins or leaves a territory, and a record that comes to lie elsewhere, hold by the next request, in lists and for writing', async () => {
  const { admin, rep, make, setUp, lead } = await company()
  const north = await make('Oslo')
  const record = await lead('Oslo')
  const write = async () =>
    (await ask('PATCH', `/crm/leads/${record.id}`, rep, { note: crypto.randomUUID() })).status
  for (let n = 0; n < 8; n += 1) {
    expect([await leadsOf(rep), await write()]).toEqual([[], 404])
    await setUp(north, 'Oslo', [rep.id])
    expect([await leadsOf(rep), await write()]).toEqual([['Oslo'], 200])
    await ask('PATCH', `/crm/leads/${record.id}`, admin, { city: 'Nice' })
    expect([await leadsOf(rep), await write()]).toEqual([[], 404])
    await ask('PATCH', `/crm/leads/${record.id}`, admin, { fixedTerritoryId: north })
    expect([await leadsOf(rep), await write()]).toEqual([['Oslo'], 200])
    await ask('PATCH', `/crm/leads/${record.id}`, admin, { fixedTerritoryId: null, city: 'Oslo' })
    expect((await ask('DELETE', `/crm/territories/${north}`, admin)).status).toBe(204)
    expect([await leadsOf(rep), await write()]).toEqual([[], 404])
    await ask('POST', `/crm/territories/${north}/restore`, admin)
    expect(await leadsOf(rep)).toEqual(['Oslo'])
    await setUp(north, 'Oslo', [])
  }
})

test('another process forgets as soon as the log tells it', async () => {
  const { rep, make, setUp, lead } = await company()
  const north = await make('Oslo')
  await lead('Oslo')
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
  const seenThere = async (): Promise<string[]> => {
    const answer = await there.request('/crm/leads', { headers: { cookie: rep.cookie } })
    return ((await answer.json()) as { results: { name: string }[] }).results.map(({ name }) => name)
  }
  const until = async (names: string[]) => {
    for (let tries = 0; String(await seenThere()) !== String(names) && tries < 300; tries += 1)
      await Bun.sleep(10)
    expect(await seenThere()).toEqual(names)
  }
  try {
    await until([])
    await setUp(north, 'Oslo', [rep.id])
    await until(['Oslo'])
    await setUp(north, 'Nice', [rep.id])
    await until([])
  } finally {
    await elsewhere.close()
  }
})

test('a stream tells of what lies in the territory, and of what leaves it that it does', async () => {
  const { admin, rep, make, setUp, lead } = await company()
  const north = await make('Oslo')
  await setUp(north, 'Oslo', [rep.id])
  const workspaceId = admin.session.workspace.id as string
  const told = async (doing: () => Promise<unknown>) => {
    const from = await snapshotNow(database.system)
    await doing()
    const { events } = await newlyVisible(database.system, from, 100)
    const ctx = await workContext({ db: database, clock: systemClock }, { workspaceId, onBehalfOf: rep.id })
    const { access } = await inWorkspace(ctx, tx => accessOf(tx, rep.id))
    const seen = await visibleTo({ ...ctx, access }, events)
    return seen.filter(({ subjectType }) => subjectType === 'lead').map(({ kind }) => kind)
  }
  const record = await lead('Oslo')
  expect(await told(() => lead('Oslo'))).toEqual(['lead.created'])
  expect(await told(() => lead('Nice'))).toEqual([])
  expect(await told(() => ask('PATCH', `/crm/leads/${record.id}`, admin, { city: 'Nice' }))).toEqual([
    'lead.updated',
  ])
  expect(await told(() => ask('PATCH', `/crm/leads/${record.id}`, admin, { city: 'Rome' }))).toEqual([])
  // By rules that change, not by a hand.
  expect(await told(() => setUp(north, 'Rome', [rep.id]))).toEqual(['territory.placed', 'territory.placed'])
})
