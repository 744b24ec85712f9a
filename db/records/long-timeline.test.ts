import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '../activities/activities.entity'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { write } from '../events/write'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { createRecord } from './create-record'
import { type TimelineCursor, timelineOf } from './timeline.queries'
import { writeBatch } from './write-batch'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('a long timeline is told page by page, each event once, also where many came at the same moment', async () => {
  const ctx = await testContext(database)
  const { id } = await createRecord(ctx, customerEntity, { name: 'Customer' })
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  await createRecord(ctx, stageEntity, { name: 'Qualify', kind: 'open', pipelineId: pipeline.id })
  const deal = await createRecord(ctx, dealEntity, { name: 'Deal', customerId: id })
  await write(ctx, to =>
    writeBatch(
      ctx,
      to,
      activityEntity,
      Array.from({ length: 60 }, (_, n) => ({
        before: null,
        values: {
          kind: 'call',
          name: `Call ${n}`,
          customerId: id,
          occurredAt: `2026-11-${String(1 + (n % 3)).padStart(2, '0')}T10:00:00Z`,
        } as Partial<AnyRecord>,
      })),
    ),
  )
  const told: string[] = []
  for (let after: TimelineCursor | null | undefined; after !== null; ) {
    const page = await timelineOf(ctx, customerEntity, id, { limit: 7, after, also: [dealEntity] })
    const events = JSON.parse(page.results) as { id: string }[]
    expect(events.length).toBeGreaterThan(0)
    told.push(...events.map(event => event.id))
    after = page.next
  }
  const all = await database.owner<{ id: string }[]>`
    select id from event where subject_id in ${database.owner([id, deal.id])} order by occurred_at desc, seq desc`
  expect(told).toEqual(all.map(event => event.id))
  expect(told.length).toBeGreaterThanOrEqual(62)
})

test('the events of a subject are read in the order of their index, without a sort of all of them', async () => {
  const [found] = await database.owner<
    { set: string[] }[]
  >`select proconfig as set from pg_proc where proname = 'events_of'`
  expect(found?.set).toContain('enable_sort=off')
  const [index] = await database.owner<
    { on: string }[]
  >`select indexdef as on from pg_indexes where indexname = 'event_of_subject'`
  expect(index?.on).toContain('(workspace_id, subject_id, occurred_at, seq)')
  // As the function's statement is planned: no sort stands above the events of a partition.
  const plan = await database.owner.begin(async tx => {
    await tx`set local enable_sort = off`
    await tx`select set_config('app.workspace', gen_random_uuid()::text, true)`
    await tx`set local role sextant_app`
    return tx<{ line: string }[]>`
      explain select * from event e where e.subject_id = '00000000-0000-7000-8000-000000000001' and (e.occurred_at, e.seq) < ('infinity', 9223372036854775807)
      order by e.occurred_at desc, e.seq desc limit 31`
  })
  const lines = plan.map(row => Object.values(row)[0]!)
  expect(lines.filter(line => line.includes('Merge Append'))).toHaveLength(1)
  expect(lines.filter(line => line.includes('Sort  '))).toEqual([])
})
