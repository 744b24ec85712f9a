import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '@sextant/db/core/clock'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

const clock = handClock('2026-11-18T10:00:30Z')

let database: TestDatabase
let people: ReturnType<typeof testPeople>
let door: TestDoor
let maren: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  door = await testDoor(database, people, { clock, requestsPerMinute: 3 })
  maren = await people.join()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const read = () => door.ask(maren, 'GET', '/crm/products?filter=createdAt:in_last:7d')
const cacheOf = async () => (await read()).headers.get('x-cache')

test('limits, kept answers and remembered keys all end by the clock that the door was given', async () => {
  expect(await cacheOf()).toBe('miss')
  expect(await cacheOf()).toBe('hit')
  // What a filter finds by the clock holds for ten seconds.
  clock.move(11_000)
  expect(await cacheOf()).toBe('miss')
  expect((await read()).status).toBe(429)

  clock.move(120_000)
  expect((await read()).status).toBe(200)
  people.known.delete(maren.key)
  clock.move(14_000)
  expect((await read()).status).toBe(200)
  clock.move(2_000)
  expect((await read()).status).toBe(401)
})

test('nothing else in these rooms asks the machine for the time, but for what it writes to its operators', async () => {
  const rooms = new URL('../../', import.meta.url).pathname
  const asking: string[] = []
  for (const file of new Bun.Glob('{db,edge}/**/*.ts').scanSync(rooms)) {
    if (/node_modules|\/testing\/|\.(test|bench)\.ts$|^db\/(core|process)\/|request-line\.ts$/.test(file))
      continue
    if (/Date\.now\b|new Date\(\)/.test(await Bun.file(rooms + file).text())) asking.push(file)
  }
  expect(asking).toEqual([])
})
