import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { createApp } from '../app/app'
import { routes } from '../app/routes'
import { type SessionDoor, sessionDoor } from '../app/session-door'

let database: TestDatabase
let door: SessionDoor
let app: ReturnType<typeof createApp>
const ask: SessionDoor['ask'] = (...words) => door.ask(...words)
beforeAll(async () => {
  database = await testDatabase()
  door = await sessionDoor(database, routes)
  app = createApp(door.door, routes)
})
afterAll(async () => {
  await door.door.close()
  await database.drop()
})

test('to export is granted by itself: who may not gets 403, who may takes away what lies in that scope, and the explanation says so of each record', async () => {
  const admin = await door.newcomer()
  const { name, email, password } = door.people.person()
  const invited = await ask('POST', '/crm/invitations', admin, { email, role: 'rep' })
  const joined = await ask('POST', `/auth/invitations/${invited.body.token}`, {}, { name, password })
  const rep = { cookie: joined.cookie!, id: joined.body.member.id as string }
  const send = (method: string, path: string, body?: unknown) => ask(method, path, admin, body)
  const make = async (values: object): Promise<string> => (await send('POST', '/crm/leads', values)).body.id
  const { id: north } = (await send('POST', '/crm/territories', { name: 'North' })).body
  const setup = { customer: null, lead: null, memberIds: [rep.id] }
  expect((await send('PUT', `/crm/territories/${north}/setup`, setup)).status).toBe(200)
  const ownerId = admin.session.member.id
  const leads = {
    Theirs: await make({ name: 'Theirs', ownerId: rep.id }),
    Nobodys: await make({ name: 'Nobodys', ownerId: null }),
    North: await make({ name: 'North', ownerId, fixedTerritoryId: north }),
    Other: await make({ name: 'Other', ownerId }),
  }
  const take = () => app.request('/crm/leads/export.csv', { headers: { cookie: rep.cookie } })
  const expected = {
    own: ['Theirs'],
    team: ['Theirs', 'Nobodys'],
    territory: ['Theirs', 'Nobodys', 'North'],
    all: ['Theirs', 'Nobodys', 'North', 'Other'],
  }
  for (const [scope, names] of Object.entries(expected)) {
    const grants = { lead: { read: 'all', export: scope, readable: ['name'] } }
    expect((await send('PATCH', '/crm/roles/rep', { grants })).status).toBe(200)
    const file = await (await take()).text()
    expect([scope, Object.keys(leads).filter(lead => file.includes(lead))]).toEqual([scope, names])
    for (const [lead, id] of Object.entries(leads)) {
      const why = await send('GET', `/crm/access/why?member=${rep.id}&entity=lead&id=${id}&action=export`)
      expect([scope, lead, why.body.allowed]).toEqual([scope, lead, names.includes(lead)])
    }
  }
  await send('PATCH', '/crm/roles/rep', { grants: { lead: { read: 'all' } } })
  const refused = await take()
  expect([refused.status, ((await refused.json()) as { rule: string }).rule]).toEqual([403, 'lead.export'])
  expect((await ask('GET', '/crm/leads', rep)).status).toBe(200)
  const codeOf = async (grants: object) =>
    (await send('PATCH', '/crm/roles/rep', { grants })).body.errors[0].code
  expect(await codeOf({ lead: { read: 'own', export: 'all' } })).toBe('role_unseen')
  expect(await codeOf({ stage: { read: 'all', export: 'all' } })).toBe('role_export')
})
