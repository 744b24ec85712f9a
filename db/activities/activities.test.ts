import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { faultOf } from '../testing/test-door'
import { activityEntity } from './activities.entity'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const loggedAt = async (id: string) => {
  const rows = await database.owner<{ name: string }[]>`
    select payload ->> 'name' as name from event where subject_id = ${id} and kind = 'activity.logged' order by seq`
  return rows.map(({ name }) => name)
}
const lastOf = async (id: string) => {
  const { lastActivityAt } = JSON.parse((await readRecord(ctx, leadEntity, id)).body)
  return lastActivityAt && new Date(lastActivityAt).toISOString()
}

test('a call that was noted with the wrong lead is on the timeline of the right one once it is put right', async () => {
  const wrong = await createRecord(ctx, leadEntity, { name: 'Wrong' })
  const right = await createRecord(ctx, leadEntity, { name: 'Right' })
  const occurredAt = '2026-03-01T10:00:00.000Z'
  const about = { kind: 'call', name: 'Called', occurredAt, leadId: wrong.id }
  const call = await createRecord(ctx, activityEntity, about)
  await updateRecord(ctx, activityEntity, call.id, { leadId: right.id, outcome: 'Will buy' })
  await updateRecord(ctx, activityEntity, call.id, { outcome: 'Bought' })
  expect(await loggedAt(right.id)).toEqual(['Called'])
  expect(await lastOf(right.id)).toBe(occurredAt)
})

test('a task is on the timeline when it is done, and once', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Waiting' })
  const task = await createRecord(ctx, activityEntity, { kind: 'task', name: 'Send it', leadId: lead.id })
  expect([await loggedAt(lead.id), await lastOf(lead.id)]).toEqual([[], null])
  const doneAt = '2026-03-02T10:00:00.000Z'
  await updateRecord(ctx, activityEntity, task.id, { doneAt })
  await updateRecord(ctx, activityEntity, task.id, { name: 'Sent it' })
  expect([await loggedAt(lead.id), await lastOf(lead.id)]).toEqual([['Send it'], doneAt])
  const refusal = await faultOf(updateRecord(ctx, activityEntity, task.id, { durationMinutes: -1 }))
  expect(refusal.details.rule).toBe('activity.duration')
})

test('an activity of long ago does not move the last one back', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Old friend' })
  for (const day of ['2026-03-02', '0001-01-01', '2025-12-31']) {
    const occurredAt = `${day}T10:00:00.000Z`
    await createRecord(ctx, activityEntity, { kind: 'note', name: day, occurredAt, leadId: lead.id })
  }
  expect(await lastOf(lead.id)).toBe('2026-03-02T10:00:00.000Z')
})
