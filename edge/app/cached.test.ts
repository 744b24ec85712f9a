import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { restProtocol } from '../store/protocol'
import { createStore, memoryBackend } from '../store/store'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

let database: TestDatabase
let doors: [TestDoor, TestDoor]
let maren: TestAsker
let server: ReturnType<typeof Bun.serve>
const token = 'a-token-of-the-test-store'
beforeAll(async () => {
  database = await testDatabase()
  server = Bun.serve({
    port: 0,
    fetch: restProtocol(memoryBackend(createStore({ now: Date.now, maxBytes: 64 << 20 })), token),
  })
  const people = testPeople(database)
  maren = await people.join()
  const store = { url: `http://127.0.0.1:${server.port}`, token }
  doors = [await testDoor(database, people, { store }), await testDoor(database, people, { store })]
})
afterAll(async () => {
  await Promise.all(doors.map(door => door.close()))
  await server.stop(true)
  await database.drop()
})

interface Page {
  results: { id: string; city: string | null }[]
}
const settle = () => Promise.all(doors.map(({ door }) => door.tail.wake()))

test('the second time comes from memory, byte for byte, and other processes take it from the store', async () => {
  // Teams hang on nothing else: what has not changed since a process began, it does not take from others.
  await doors[0].ask(maren, 'POST', '/crm/teams', { name: 'Navigators' })
  // When a transaction of another test in the same Postgres ends between two of the three questions, the later is a new one.
  let states: (string | null)[] = []
  for (let n = 1; n <= 20 && states.join() !== 'miss,hit,hit'; n += 1) {
    await settle()
    const shared = doors[1].door.cached.counts.shared
    const ask = (door: TestDoor) => door.ask(maren, 'GET', `/crm/teams?n=${n}`)
    const [first, second] = [await ask(doors[0]), await ask(doors[0])]
    await Bun.sleep(20 * n)
    const elsewhere = await ask(doors[1])
    states = [first, second, elsewhere].map(({ headers }) => headers.get('x-cache'))
    if (states.join() !== 'miss,hit,hit') continue
    expect(doors[1].door.cached.counts.shared).toBe(shared + 1)
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
    const text = await first.text()
    expect([await second.text(), await elsewhere.text()]).toEqual([text, text])
  }
  expect(states).toEqual(['miss', 'hit', 'hit'])
}, 30_000)

test('over two processes and one store, whoever wrote always reads the own write, whatever comes between', async () => {
  const { id } = (await (
    await doors[0].ask(maren, 'POST', '/crm/leads', { name: 'Interleaved' })
  ).json()) as { id: string }
  for (let n = 0; n < 250; n += 1) {
    const writer = doors[n % 2]!
    const reader = doors[Math.floor(n / 2) % 2]!
    const noise = Promise.all([
      doors[0].ask(maren, 'GET', '/crm/leads'),
      doors[1].ask(maren, 'GET', '/crm/leads'),
      doors[(n + 1) % 2]!.ask(maren, 'POST', '/crm/leads', { name: `Noise ${n}` }),
    ])
    const written = await writer.ask(maren, 'PATCH', `/crm/leads/${id}`, { city: `City ${n}` })
    const position = written.headers.get('sextant-position')!
    const list = await reader.ask(maren, 'GET', '/crm/leads?filter=name:eq:Interleaved', undefined, {
      'sextant-position': position,
    })
    const one = await reader.ask(maren, 'GET', `/crm/leads/${id}`, undefined, {
      'sextant-position': position,
    })
    expect(((await list.json()) as Page).results[0]!.city).toBe(`City ${n}`)
    expect(((await one.json()) as Page['results'][number]).city).toBe(`City ${n}`)
    await noise
  }
  // The other half of the promise: it was a cache, not a way around one.
  await settle()
  await doors[0].ask(maren, 'GET', '/crm/leads?filter=name:eq:Interleaved')
  expect(
    (await doors[0].ask(maren, 'GET', '/crm/leads?filter=name:eq:Interleaved')).headers.get('x-cache'),
  ).toBe('hit')
}, 60_000)

test('what others wrote appears, also while an older transaction is still open', async () => {
  const other = { ...maren }
  const { id } = (await (await doors[0].ask(other, 'POST', '/crm/leads', { name: 'Watched' })).json()) as {
    id: string
  }
  await settle()
  await doors[1].ask(maren, 'GET', `/crm/leads/${id}`)
  const slow = await database.owner.reserve()
  await slow`begin`
  await slow`select pg_current_xact_id()`
  try {
    await doors[0].ask(other, 'PATCH', `/crm/leads/${id}`, { city: 'Bergen' })
    await settle()
    const seen = (await (await doors[1].ask(maren, 'GET', `/crm/leads/${id}`)).json()) as { city: string }
    expect(seen.city).toBe('Bergen')
  } finally {
    await slow`rollback`
    slow.release()
  }
}, 30_000)

test('a name shown in a list is not older than the record that has it', async () => {
  const customer = (await (
    await doors[0].ask(maren, 'POST', '/crm/customers', { name: 'Old name' })
  ).json()) as { id: string }
  await doors[0].ask(maren, 'POST', '/crm/contacts', { name: 'Ines', customerId: customer.id })
  const names = async () =>
    ((await (await doors[0].ask(maren, 'GET', '/crm/contacts')).json()) as { names: Record<string, string> })
      .names
  expect((await names())[customer.id]).toBe('Old name')
  await doors[0].ask(maren, 'PATCH', `/crm/customers/${customer.id}`, { name: 'New name' })
  expect((await names())[customer.id]).toBe('New name')
})

test('with the store gone, answers come from Postgres and from memory', async () => {
  const people = testPeople(database)
  const ana = await people.join()
  const alone = await testDoor(database, people, { store: { url: 'http://127.0.0.1:9', token } })
  const states: (string | null)[] = []
  for (let n = 0; n < 8; n += 1) {
    const answer = await alone.ask(ana, 'GET', `/crm/leads?limit=${(n % 4) + 1}`)
    expect(answer.status).toBe(200)
    states.push(answer.headers.get('x-cache'))
  }
  expect(states).toEqual(['miss', 'miss', 'miss', 'miss', 'hit', 'hit', 'hit', 'hit'])
  expect(alone.door.store!.illSince()).toBeDefined()
  await alone.close()
})

test('people of different permission never share an answer', async () => {
  const people = testPeople(database)
  const boss = await people.join()
  const rep = await people.join({ role: 'rep', workspaceId: boss.workspaceId })
  const door = await testDoor(database, people)
  await door.ask(boss, 'POST', '/crm/leads', { name: 'The boss’s own' })
  const count = async (asker: TestAsker) =>
    ((await (await door.ask(asker, 'GET', '/crm/leads')).json()) as Page).results.length
  expect([await count(boss), await count(rep), await count(boss), await count(rep)]).toEqual([1, 0, 1, 0])
  await door.close()
})
