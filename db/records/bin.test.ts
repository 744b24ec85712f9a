import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import type { AnyRecord, AnyRecordModel } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { archiveRecord, restoreRecord } from './archive-record'
import type { RecordOf } from './change.model'
import { createRecord } from './create-record'
import type { Entity } from './entity'
import { readRecord } from './read-record'
import { updateRecord } from './update-record'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const read = async <M extends AnyRecordModel>(entity: Entity<M>, id: string): Promise<RecordOf<M>> =>
  JSON.parse((await readRecord(ctx, entity, id)).body)
const pipelineWith = async (name: string, ...stages: string[]) => {
  const pipeline = await createRecord(ctx, pipelineEntity, { name })
  const made: AnyRecord[] = []
  for (const stage of stages)
    made.push(await createRecord(ctx, stageEntity, { name: stage, pipelineId: pipeline.id, kind: 'open' }))
  return { pipeline, stages: made }
}

test('a deal comes back only to a stage that is there', async () => {
  const { pipeline, stages } = await pipelineWith('Coming back', 'One', 'Two')
  const deal = await createRecord(ctx, dealEntity, { name: 'Cold store', stageId: stages[1]!.id })
  await archiveRecord(ctx, dealEntity, deal.id)
  await archiveRecord(ctx, stageEntity, stages[1]!.id)
  const refusal = await faultOf(restoreRecord(ctx, dealEntity, deal.id))
  expect(refusal.details).toMatchObject({ rule: 'deal.stage_in_bin', params: { stage: 'Two' } })
  expect((await read(dealEntity, deal.id)).deletedAt).not.toBeNull()
  await restoreRecord(ctx, stageEntity, stages[1]!.id)
  await archiveRecord(ctx, pipelineEntity, pipeline.id)
  expect((await faultOf(restoreRecord(ctx, dealEntity, deal.id))).details.rule).toBe('deal.stage_in_bin')
  await restoreRecord(ctx, pipelineEntity, pipeline.id)
  const back = await restoreRecord(ctx, dealEntity, deal.id)
  expect(back).toEqual(await read(dealEntity, deal.id))
}, 30_000)

test('a deal comes back with its customer, though that one is in the bin still, and is found with it once both are back', async () => {
  const { stages } = await pipelineWith('With customers', 'Only')
  const customer = await createRecord(ctx, customerEntity, { name: 'Nordic Cold Chain' })
  const about = { name: 'Reefers', stageId: stages[0]!.id, customerId: customer.id }
  const deal = await createRecord(ctx, dealEntity, about)
  await archiveRecord(ctx, dealEntity, deal.id)
  await archiveRecord(ctx, customerEntity, customer.id)
  expect((await restoreRecord(ctx, dealEntity, deal.id)).customerId).toBe(customer.id)
  expect((await updateRecord(ctx, dealEntity, deal.id, { note: 'Back' })).customerId).toBe(customer.id)
  expect((await restoreRecord(ctx, customerEntity, customer.id)).deletedAt).toBeNull()
}, 30_000)

test('there is one default pipeline, and each change of it is told', async () => {
  const first = await createRecord(ctx, pipelineEntity, { name: 'First', isDefault: true })
  await archiveRecord(ctx, pipelineEntity, first.id)
  const second = await createRecord(ctx, pipelineEntity, { name: 'Second', isDefault: true })
  // One in the bin keeps what it was, until it comes back to find another in its place.
  expect(await read(pipelineEntity, first.id)).toMatchObject({ isDefault: true, version: 2 })
  const back = await restoreRecord(ctx, pipelineEntity, first.id)
  expect(back).toMatchObject({ isDefault: false, deletedAt: null })
  expect(back).toEqual(await read(pipelineEntity, first.id))
  await updateRecord(ctx, pipelineEntity, first.id, { isDefault: true })
  const lost = await read(pipelineEntity, second.id)
  expect(lost).toMatchObject({ isDefault: false, version: 2 })
  const [event] = await database.owner`
    select before, after, payload from event where subject_id = ${second.id} and kind = 'pipeline.updated'`
  expect(event).toEqual({ before: { isDefault: true }, after: { isDefault: false }, payload: { version: 2 } })
}, 30_000)

test('of pipelines that become the default at once one is', async () => {
  const asker = await testContext(database)
  const made = await Promise.all(
    Array.from({ length: 4 }, (_, n) =>
      createRecord(asker, pipelineEntity, { name: `At once ${n}`, isDefault: true }),
    ),
  )
  await Promise.all(made.map(({ id }) => updateRecord(asker, pipelineEntity, id, { isDefault: true })))
  const defaults = await database.owner`
    select id from pipeline where workspace_id = ${asker.workspaceId} and is_default`
  expect(defaults).toHaveLength(1)
}, 30_000)

test('a stage keeps its kind while a deal of it is in the bin, so that the deal comes back as what it was', async () => {
  const { stages } = await pipelineWith('Keeping kinds', 'Was open')
  const deal = await createRecord(ctx, dealEntity, { name: 'Asleep', stageId: stages[0]!.id })
  await archiveRecord(ctx, dealEntity, deal.id)
  const refusal = await faultOf(updateRecord(ctx, stageEntity, stages[0]!.id, { kind: 'won' }))
  expect(refusal.details.rule).toBe('stage.has_deals')
  expect((await restoreRecord(ctx, dealEntity, deal.id)).status).toBe('open')
}, 30_000)
