import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
beforeAll(async () => {
  database = await testDatabase()
  door = await testDoor(database, testPeople(database))
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const email = 'noor@feed.example'
const password = 'a dune at dusk'

test('a calendar is read by its address alone, again only when it has changed, and its token is in no log', async () => {
  const joined = await door.ask(null, 'POST', '/auth/sign-up', { name: 'Noor', email, password })
  const cookie = joined.headers
    .getSetCookie()
    .find(one => one.startsWith('sextant.session='))!
    .split(';')[0]!
  const ask = (method: string, path: string, body?: unknown) => door.ask(null, method, path, body, { cookie })
  const made = await ask('POST', '/crm/calendar-feed')
  expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const { pathname } = new URL(((await made.json()) as { url: string }).url)
  const token = pathname.split('/').at(-1)!
  const read = (etag = '') =>
    door.ask(null, 'GET', pathname, undefined, etag ? { 'if-none-match': etag } : {})

  const empty = await read()
  expect([empty.status, empty.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const etag = empty.headers.get('etag')!
  expect((await read(etag)).status).toBe(304)
  await ask('POST', '/crm/activities', {
    kind: 'meeting',
    name: 'Review',
    startsAt: new Date().toISOString(),
  })
  const full = await read(etag)
  expect([full.status, (await full.text()).includes('SUMMARY:Review')]).toEqual([200, true])
  expect(full.headers.get('etag')).not.toBe(etag)

  expect((await ask('DELETE', '/crm/calendar-feed')).status).toBe(204)
  expect((await read(etag)).status).toBe(404)
  expect((await door.ask(null, 'GET', `/${pathname}`)).status).toBe(404)
  expect(door.lines.join()).not.toContain(token)
})
