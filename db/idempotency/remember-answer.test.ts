import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { reserveAnswer } from './remember-answer'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** A request of an edge whose clock is off by so many minutes, and the same request a while later. */
async function twice(offByMinutes: number) {
  const clock = handClock(new Date(Date.now() + offByMinutes * 60_000).toISOString())
  const first = await testContext(database, { clock })
  const again: Context = { ...first, requestId: uuidv7() }
  return { first, again, later: () => clock.move(61_000) }
}
const asked = { key: 'k', fingerprint: 'f' }

test('what an edge wrote before it died is found, whatever its clock says', async () => {
  for (const offByMinutes of [0, 30, -30]) {
    const { first, again, later } = await twice(offByMinutes)
    expect(await reserveAnswer(first, asked)).toEqual({ outcome: 'reserved' })
    const lead = await createRecord(first, leadEntity, { name: 'Written once' })
    later()
    expect(await reserveAnswer(again, asked)).toEqual({
      outcome: 'lost',
      subjectType: 'lead',
      subjectId: lead.id,
    })
  }
})

test('what another request of the same name wrote just before is not taken for its own, also in the same millisecond', async () => {
  const { first, again, later } = await twice(0)
  const earlier = await createRecord(first, leadEntity, { name: 'Before the reservation' })
  await reserveAnswer(first, asked)
  await database.owner`
    update idempotency set headers = headers || jsonb_build_object('since', (select recorded_at from event where subject_id = ${earlier.id}))
    where workspace_id = ${first.workspaceId}`
  later()
  expect(await reserveAnswer(again, asked)).toEqual({ outcome: 'reserved' })
})

test('a request that died before it wrote is free again after a minute, and its second try is found too', async () => {
  const { first, again, later } = await twice(10)
  await createRecord(first, leadEntity, { name: 'Before the reservation' })
  await reserveAnswer(first, asked)
  expect((await reserveAnswer(again, asked)).outcome).toBe('running')
  later()
  expect(await reserveAnswer(again, asked)).toEqual({ outcome: 'reserved' })
  const lead = await createRecord(again, leadEntity, { name: 'Second try' })
  later()
  expect(await reserveAnswer({ ...first, requestId: uuidv7() }, asked)).toMatchObject({
    outcome: 'lost',
    subjectId: lead.id,
  })
})
