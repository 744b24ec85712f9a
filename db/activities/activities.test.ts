import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { leadEntity } from '../leads/leads.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
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

const at = (day: number) => `2026-03-0${day}T10:00:00.000Z`
const note = (leadId: string, day: number) =>
  createRecord(ctx, activityEntity, { kind: 'note', name: `Day ${day}`, occurredAt: at(day), leadId })
const toldOf = async (id: string) => {
  const rows = await database.owner<{ told: string }[]>`
    select kind || ' ' || (payload ->> 'name') || ' ' || coalesce(payload ->> 'occurredAt', '') as told
    from event where subject_id = ${id} and kind like 'activity.%' order by seq`
  return rows.map(({ told }) => told.trim())
}

test('the last activity of a record is right after each of its activities moved, went or came back', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Moved about' })
  const other = await createRecord(ctx, leadEntity, { name: 'Elsewhere' })
  const lasts = async () => [await lastOf(lead.id), await lastOf(other.id)]
  await note(lead.id, 1)
  const second = await note(lead.id, 2)
  const third = await note(lead.id, 3)
  const change = (id: string, values: object) => updateRecord(ctx, activityEntity, id, values)

  await change(third.id, { occurredAt: at(5) })
  expect(await lasts()).toEqual([at(5), null])
  await change(third.id, { occurredAt: '0001-01-01T00:00:00Z' })
  expect(await lasts()).toEqual([at(2), null])
  await change(third.id, { occurredAt: at(4) })
  await change(third.id, { leadId: other.id })
  expect(await lasts()).toEqual([at(2), at(4)])
  await archiveRecord(ctx, activityEntity, third.id)
  expect(await lasts()).toEqual([at(2), null])
  await archiveRecord(ctx, activityEntity, second.id)
  expect(await lasts()).toEqual([at(1), null])
  await restoreRecord(ctx, activityEntity, second.id)
  await restoreRecord(ctx, activityEntity, third.id)
  expect(await lasts()).toEqual([at(2), at(4)])
  await change(third.id, { leadId: null })
  expect(await lasts()).toEqual([at(2), null])
})

test('a record is told of an activity once, and of what became of it', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Told' })
  const { id } = await note(lead.id, 1)
  await updateRecord(ctx, activityEntity, id, { body: 'No word of this' })
  await updateRecord(ctx, activityEntity, id, { occurredAt: '2026-03-01T11:00:00+01:00' })
  expect(await toldOf(lead.id)).toEqual(['activity.logged Day 1'])
  await updateRecord(ctx, activityEntity, id, { occurredAt: at(2) })
  await archiveRecord(ctx, activityEntity, id)
  await restoreRecord(ctx, activityEntity, id)
  expect(await toldOf(lead.id)).toEqual([
    'activity.logged Day 1',
    'activity.revised Day 1 2026-03-02T10:00:00+00:00',
    'activity.revised Day 1',
    'activity.revised Day 1 2026-03-02T10:00:00+00:00',
  ])
})

test('a task that is to be done again has not happened', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Twice' })
  const task = { kind: 'task', name: 'Send it', leadId: lead.id, doneAt: at(2) }
  const { id } = await createRecord(ctx, activityEntity, task)
  expect(await lastOf(lead.id)).toBe(at(2))
  const open = await updateRecord(ctx, activityEntity, id, { doneAt: null })
  expect([open.occurredAt, await lastOf(lead.id)]).toEqual([null, null])
  await updateRecord(ctx, activityEntity, id, { doneAt: at(3) })
  expect(await lastOf(lead.id)).toBe(at(3))
})

test('what is noted while another activity goes is not lost', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Busy' })
  for (let round = 0; round < 8; round += 1) {
    const { id } = await note(lead.id, 9)
    await Promise.all([archiveRecord(ctx, activityEntity, id), note(lead.id, (round % 5) + 1)])
    const [newest] = await database.owner<{ at: string }[]>`
      select to_json(max(occurred_at)) as at from activity where lead_id = ${lead.id} and deleted_at is null`
    expect(await lastOf(lead.id)).toBe(new Date(newest!.at).toISOString())
  }
})
