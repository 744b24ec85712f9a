import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { pipelineEntity, stageEntity } from './pipelines.entity'

let database: TestDatabase
let ctx: Context
let pipeline: AnyRecord
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct' })
})
afterAll(() => database.drop())

const stage = (values: object) =>
  createRecord(ctx, stageEntity, { name: 'Some', pipelineId: pipeline.id, ...values })
const change = (id: string, values: object) => updateRecord(ctx, stageEntity, id, values)

test('what is won is certain, what is lost is not, and an open stage says a percentage or nothing', async () => {
  expect((await stage({ kind: 'won', probability: 30 })).probability).toBe(100)
  expect((await stage({ kind: 'lost', probability: 30 })).probability).toBe(0)
  expect((await stage({ kind: 'open' })).probability).toBeNull()
  for (const probability of [-1, 101])
    expect((await faultOf(stage({ kind: 'open', probability }))).details.rule).toBe('stage.probability')
  const open = await stage({ kind: 'open', probability: 40 })
  expect(await change(open.id, { kind: 'won' })).toMatchObject({ kind: 'won', probability: 100 })
  expect(await change(open.id, { kind: 'open' })).toMatchObject({ kind: 'open', probability: null })
  expect(await change(open.id, { kind: 'lost' })).toMatchObject({ kind: 'lost', probability: 0 })
  expect(await change(open.id, { kind: 'open', probability: 20 })).toMatchObject({ probability: 20 })
})

test('what a rule takes back at once is no change, and nothing is told of it', async () => {
  const won = await stage({ kind: 'won' })
  expect(await change(won.id, { probability: 50 })).toEqual(won)
  const events = await database.owner`select kind from event where subject_id = ${won.id}`
  expect(events.map(({ kind }) => kind)).toEqual(['stage.created'])
})

test('stages come one after the other, and stay in their pipeline', async () => {
  const [first, second] = [await stage({ kind: 'open' }), await stage({ kind: 'open' })]
  expect(Number(second.position)).toBeGreaterThan(Number(first.position))
  const other = await createRecord(ctx, pipelineEntity, { name: 'Other' })
  expect((await faultOf(change(first.id, { pipelineId: other.id }))).details.rule).toBe(
    'stage.moves_pipeline',
  )
  const stranger = await testContext(database)
  const foreign = { name: 'Smuggled', kind: 'open', pipelineId: pipeline.id }
  expect((await faultOf(createRecord(stranger, stageEntity, foreign))).details.problems).toMatchObject([
    { pointer: '/pipelineId', code: 'reference_missing' },
  ])
})
