import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { boardOf } from '../pipelines/board.queries'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import { listRecords } from '../records/list-records'
import { readRecord } from '../records/read-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { dealEntity } from './deals.entity'
import { moveDeal } from './move-deal'

let database: TestDatabase
let ctx: Context
let pipeline: AnyRecord
const stages: Record<string, AnyRecord> = {}
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  for (const [name, kind, probability] of [
    ['Qualify', 'open', 10],
    ['Propose', 'open', 50],
    ['Won', 'won', null],
    ['Lost', 'lost', null],
  ] as const)
    stages[name] = await createRecord(ctx, stageEntity, { name, pipelineId: pipeline.id, kind, probability })
})
afterAll(() => database.drop())

const column = async (stage: AnyRecord) => {
  const page = await listRecords(ctx, dealEntity, {
    filter: { field: 'stageId', op: 'eq', value: stage.id },
    sort: 'position',
    limit: 50,
  })
  return (JSON.parse(page.results) as AnyRecord[]).map(deal => deal.name)
}

test('a deal lands where it was dropped, even after very many drops into one gap', async () => {
  const deals: AnyRecord[] = []
  for (const name of ['a', 'b', 'c', 'd'])
    deals.push(
      await createRecord(ctx, dealEntity, { name, stageId: stages.Propose!.id, pipelineId: pipeline.id }),
    )
  const [a, b, c, d] = deals as [AnyRecord, AnyRecord, AnyRecord, AnyRecord]
  await moveDeal(ctx, a.id, { stageId: stages.Propose!.id, above: null })
  await moveDeal(ctx, b.id, { stageId: stages.Propose!.id, above: a.id })
  for (let n = 0; n < 70; n++)
    await moveDeal(ctx, (n % 2 ? c : d).id, { stageId: stages.Propose!.id, above: a.id })
  expect((await column(stages.Propose!)).slice(0, 4)).toEqual(['a', 'c', 'd', 'b'])
})

test('a loss asks for its reason, a win makes the prospect a customer, and the history keeps each stay', async () => {
  const customer = await createRecord(ctx, customerEntity, { name: 'Fjord Marine' })
  const deal = await createRecord(ctx, dealEntity, { name: 'Reefer', customerId: customer.id })
  await expect(moveDeal(ctx, deal.id, { stageId: stages.Lost!.id })).rejects.toMatchObject({
    details: { rule: 'deal.reason_needed' },
  })
  expect(await moveDeal(ctx, deal.id, { stageId: stages.Lost!.id, closeReason: 'Price' })).toMatchObject({
    status: 'lost',
    closeReason: 'Price',
  })
  const won = await moveDeal(ctx, deal.id, { stageId: stages.Won!.id })
  expect(won).toMatchObject({ status: 'won' })
  expect(JSON.parse((await readRecord(ctx, customerEntity, customer.id)).body)).toMatchObject({
    status: 'active',
    customerSince: won.closedOn,
  })
  const stays =
    await database.owner`select stage_id, left_at is null as open from deal_stage_history where deal_id = ${deal.id} order by entered_at, left_at nulls last`
  expect(stays.map(stay => stay.open)).toEqual([false, false, true])
})

test('the board sums each column per currency and weighs it by its stage', async () => {
  const fresh = await createRecord(ctx, pipelineEntity, { name: 'Partner' })
  const stage = await createRecord(ctx, stageEntity, {
    name: 'Discover',
    pipelineId: fresh.id,
    kind: 'open',
    probability: 25,
  })
  for (const [minor, currency] of [
    [1001, 'EUR'],
    [2000, 'EUR'],
    [500, 'SAR'],
  ] as const)
    await createRecord(ctx, dealEntity, {
      name: 'x',
      stageId: stage.id,
      pipelineId: fresh.id,
      amount: { minor, currency },
    })
  const board = await boardOf(ctx, fresh.id, { closedSince: '2000-01-01' })
  expect(JSON.parse(board.stages)).toMatchObject([
    {
      name: 'Discover',
      count: 3,
      sums: [
        { currency: 'EUR', minor: 3001, weightedMinor: 750 },
        { currency: 'SAR', minor: 500, weightedMinor: 125 },
      ],
    },
  ])
})
