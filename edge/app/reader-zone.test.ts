import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '@sextant/db/activities/activities.entity'
import { dayAt } from '@sextant/db/core/time-zone.rules'
import { evaluate } from '@sextant/db/filter/evaluate.rules'
import { catalogueOf } from '@sextant/db/records/catalogue'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import fc from 'fast-check'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

let database: TestDatabase
let door: TestDoor
let maren: TestAsker
let people: ReturnType<typeof testPeople>
beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  door = await testDoor(database, people)
  maren = await people.join()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const zones = [
  'Europe/Berlin',
  'Asia/Tokyo',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Niue',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
]

/** The same person, as they read in a zone of their own. */
function readingIn(zone: string): TestAsker {
  const key = `${maren.key}-${zone.replace('/', '-')}`
  people.known.set(key, { ...people.known.get(maren.key)!, timeZone: zone })
  return { ...maren, key, timeZone: zone }
}

interface Page {
  results: { id: string; name: string; occurredAt: string }[]
}
async function list(asker: TestAsker, filter: string, headers = {}): Promise<Page['results']> {
  const query = new URLSearchParams({ filter, limit: '200', fields: 'name,occurredAt' })
  const answer = await door.ask(asker, 'GET', `/crm/activities?${query}`, undefined, headers)
  expect(answer.status).toBe(200)
  return ((await answer.json()) as Page).results
}
const make = async (name: string, occurredAt: string) => {
  const body = { name, kind: 'call', occurredAt }
  expect((await door.ask(maren, 'POST', '/crm/activities', body)).status).toBe(201)
}

test('a call at 20:00Z is on the day that the reader’s clock shows, whoever asks', async () => {
  await make('Evening call', '2026-11-20T20:00:00Z')
  const on = async (zone: string, day: string) =>
    (await list(readingIn(zone), `name:eq:Evening call;occurredAt:on:${day}`)).length
  expect([await on('Asia/Tokyo', '2026-11-21'), await on('Asia/Tokyo', '2026-11-20')]).toEqual([1, 0])
  expect([await on('Europe/Berlin', '2026-11-21'), await on('Europe/Berlin', '2026-11-20')]).toEqual([0, 1])
  const kathmandu = readingIn('Asia/Kathmandu')
  const found = async (condition: string) =>
    (await list(kathmandu, `name:eq:Evening call;occurredAt:${condition}`)).length
  // There it is 01:45 of the 21st.
  expect([
    await found('gte:2026-11-21'),
    await found('gt:2026-11-20'),
    await found('lt:2026-11-21'),
    await found('lte:2026-11-20'),
    await found('between:2026-11-21,2026-11-21'),
  ]).toEqual([1, 1, 0, 0, 1])
})

test('a request may name another zone, which is no one else’s answer, and none that does not exist', async () => {
  await make('Named zone', '2026-11-20T20:00:00Z')
  const filter = 'name:eq:Named zone;occurredAt:on:2026-11-21'
  await door.door.tail.wake()
  for (let n = 0; n < 2; n += 1) {
    expect(await list(maren, filter)).toHaveLength(0)
    expect(await list(maren, filter, { 'sextant-time-zone': 'Asia/Tokyo' })).toHaveLength(1)
  }
  const zone = { 'sextant-time-zone': 'Asia/Atlantis' }
  expect((await door.ask(maren, 'GET', '/crm/activities', undefined, zone)).status).toBe(400)
})

test('what a row shows as a day is what a filter finds on that day, in SQL and in memory', async () => {
  const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  // Near a change of the clocks and near midnight as well as anywhere.
  const near = fc
    .tuple(
      fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-11-01T09:00Z', '2026-04-04T15:00Z'),
      fc.integer({ min: -90_000_000, max: 90_000_000 }),
    )
    .map(([at, ms]) => new Date(Date.parse(at) + ms))
  const drawn = fc.sample(fc.oneof(instants, near), 60)
  const items = drawn.map((at, n) => ({
    name: `Drawn ${n}`,
    kind: 'call',
    occurredAt: at.toISOString(),
  }))
  expect((await door.ask(maren, 'POST', '/crm/activities/batch/create', { items })).status).toBe(207)
  const catalogue = await catalogueOf(maren, activityEntity, [])
  const seen = new Set<string>()
  for (const zone of zones) {
    const reader = readingIn(zone)
    const dayOf = (at: string) => dayAt(Date.parse(at), zone)
    for (const { occurredAt } of items.slice(zones.indexOf(zone)).filter((_, n) => n % 9 === 0)) {
      const day = dayOf(occurredAt)
      const expected = items.filter(item => dayOf(item.occurredAt) === day).map(({ name }) => name)
      const found = await list(reader, `name:starts_with:Drawn ;occurredAt:on:${day}`)
      const inMemory = items.filter(item =>
        evaluate({ field: 'occurredAt', op: 'on', value: day }, item, {
          catalogue,
          now: new Date(),
          timeZone: zone,
        }),
      )
      expect([zone, day, ...found.map(({ name }) => name).sort()]).toEqual([zone, day, ...expected.sort()])
      expect(inMemory.map(({ name }) => name).sort()).toEqual(expected.sort())
      seen.add(zone)
    }
  }
  expect([...seen]).toEqual(zones)
})
