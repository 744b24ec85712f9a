import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'
import { statementCount } from '../testing/statement-count'

let database: TestDatabase
let door: TestDoor
let admin: TestAsker
let rep: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people, { tailEveryMs: 20 })
  admin = await people.join()
  rep = await people.join({ workspaceId: admin.workspaceId, role: 'rep' })
})
afterAll(async () => {
  await door.close()
  await database.drop()
}, 20_000)

const metricsFrom = (address: string, headers: Record<string, string> = {}) =>
  Promise.resolve(door.app.request('/metrics', { headers }, { address: () => address }))

test('metrics are for this machine and for administrators', async () => {
  const bearer = (asker: TestAsker) => ({ authorization: `Bearer ${asker.key}` })
  for (const near of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect((await metricsFrom(near)).status).toBe(200)
  expect((await metricsFrom('203.0.113.9')).status).toBe(401)
  expect((await metricsFrom('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).status).toBe(401)
  expect((await metricsFrom('203.0.113.9', bearer(rep))).status).toBe(403)
  expect((await metricsFrom('203.0.113.9', bearer(admin))).status).toBe(200)
})

test('the count of statements grows by those of requests alone: not by the tail, readings, or transaction control', async () => {
  const count = async () => statementCount(await (await metricsFrom('127.0.0.1')).text())
  await door.ask(admin, 'GET', '/crm/leads?limit=1')
  const before = await count()
  const looked = door.door.tail.wake()
  await door.ask(null, 'GET', '/readyz')
  await looked
  await Bun.sleep(100)
  expect(await count()).toBe(before)
  expect((await door.ask(admin, 'GET', '/crm/leads?limit=2')).headers.get('x-cache')).toBe('miss')
  expect(await count()).toBe(before + 1)
  expect((await door.ask(admin, 'GET', '/crm/leads?limit=2')).headers.get('x-cache')).toBe('hit')
  expect(await count()).toBe(before + 1)
  expect((await door.ask(admin, 'POST', '/crm/leads', { name: 'Counted' })).status).toBe(201)
  expect(await count()).toBeGreaterThan(before + 2)
})
