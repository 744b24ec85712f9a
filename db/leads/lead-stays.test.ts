import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { leadStays } from './lead-stays.queries'
import { leadEntity } from './leads.entity'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('a lead’s time in each status goes from change to change, and on until now', async () => {
  const clock = handClock('2026-03-01T10:00:00Z')
  const ctx = await testContext(database, { clock })
  const { id } = await createRecord(ctx, leadEntity, { name: 'Kenji' })
  for (const [hours, values] of [
    [2, { status: 'working' }],
    [3, { city: 'Osaka' }],
    [5, { status: 'qualified' }],
    [1, { status: 'working' }],
  ] as const) {
    clock.move(hours * 3_600_000)
    await updateRecord(ctx, leadEntity, id, values)
  }
  clock.move(90_500)
  const stays = await leadStays(ctx, id)
  expect(stays.map(({ value, seconds, leftAt }) => [value, seconds, leftAt === null])).toEqual([
    ['new', 7200, false],
    ['working', 28_800, false],
    ['qualified', 3600, false],
    ['working', 90, true],
  ])
  expect((await faultOf(leadStays(await testContext(database), id))).code).toBe('not_found')
})
