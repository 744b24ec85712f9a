import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { AuditEntry } from '@sextant/db/audit/audit.model'
import { handClock } from '@sextant/db/core/clock'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let people: ReturnType<typeof testPeople>
let admin: TestAsker
let rep: TestAsker
const clock = handClock(new Date().toISOString())
beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  door = await testDoor(database, people, { clock })
  admin = await people.join()
  rep = await people.join({ workspaceId: admin.workspaceId, role: 'rep' })
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

interface Said {
  results: AuditEntry[]
  errors: { pointer: string }[]
}
const ask = async (by: TestAsker, path: string) => {
  const answer = await door.ask(by, 'GET', path)
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, body: (isJson ? await answer.json() : {}) as Said }
}
const entries = async (query = ''): Promise<AuditEntry[]> =>
  (await ask(admin, `/crm/audit${query}`)).body.results

test('a right that is refused is noted once in a minute: to whom, by which rule, on what', async () => {
  const lead = await door.ask(admin, 'POST', '/crm/leads', { name: 'Acme', ownerId: rep.access.memberId })
  const { id } = (await lead.json()) as { id: string }
  const refuse = async () => (await door.ask(rep, 'DELETE', `/crm/leads/${id}`)).status
  const make = async () => (await door.ask(rep, 'POST', '/crm/roles', { name: 'x', base: 'rep' })).status
  expect([(await refuse()) < 300, await make(), await make()]).toEqual([true, 403, 403])
  const refused = await entries('?class=refusals')
  expect(refused).toHaveLength(1)
  expect(refused[0]).toMatchObject({
    kind: 'access.refused',
    actor: { type: 'user', id: rep.access.memberId },
    person: null,
    subject: { type: 'role', id: null, name: null },
    details: { rule: 'role.create', method: 'POST', path: '/crm/roles' },
  })
  clock.move(61_000)
  expect(await make()).toBe(403)
  expect(await entries(`?personId=${rep.access.memberId}`)).toHaveLength(2)
})

test('who is not granted it sees nothing of it, and that is noted too', async () => {
  for (const path of ['/crm/audit', '/crm/audit/seal', '/crm/audit/export.csv'])
    expect([path, (await ask(rep, path)).status]).toEqual([path, 403])
  expect((await entries('?class=refusals')).map(({ details }) => details.path)).toContain('/crm/audit')
})

test('what cannot be asked is refused where it stands', async () => {
  for (const [query, pointer] of [
    ['class=all', '?class'],
    ['personId=me', '?personId'],
    ['from=yesterday', '?from'],
    ['after=1', '?after'],
    ['limit=9999', '?limit'],
    ['colour=red', '?colour'],
  ]) {
    const { status, body } = await ask(admin, `/crm/audit?${query}`)
    expect([query, status, body.errors[0]?.pointer]).toEqual([query, 400, pointer])
  }
})

test('the file has what the page has, and is an entry itself', async () => {
  const answer = await door.ask(admin, 'GET', '/crm/audit/export.csv?class=refusals')
  expect(answer.headers.get('content-type')).toContain('text/csv')
  const [head, ...lines] = (await answer.text()).trim().split('\r\n')
  expect(head).toContain('when')
  expect(lines).toHaveLength((await entries('?class=refusals')).length)
  expect((await entries('?class=exports'))[0]).toMatchObject({
    kind: 'export.made',
    subject: { type: 'audit' },
    details: { class: 'refusals' },
  })
})
