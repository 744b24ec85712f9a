import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { boardOf } from '../pipelines/board.queries'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { listRecords } from '../records/list-records'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { dealEntity } from './deals.entity'
import type { Deal } from './deals.model'
import { moveDeal } from './move-deal'
import { undoMove } from './undo-move'

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
        { currency: 'EUR', minor: 3001, weightedMinor: 750, here: 3001 },
        { currency: 'SAR', minor: 500, weightedMinor: 125, here: null },
      ],
      total: { minor: 3001, weightedMinor: 750, missing: 1 },
    },
  ])
})

test('a sum that no number of JSON holds is told by its digits, exactly', async () => {
  const fresh = await createRecord(ctx, pipelineEntity, { name: 'Large' })
  const stage = { pipelineId: fresh.id, kind: 'open', probability: 100 }
  const { id: stageId } = await createRecord(ctx, stageEntity, { ...stage, name: 'Above' })
  const { id: belowId } = await createRecord(ctx, stageEntity, { ...stage, name: 'Below' })
  for (const [minor, place] of [
    [Number.MAX_SAFE_INTEGER, stageId],
    [Number.MAX_SAFE_INTEGER, stageId],
    [4, stageId],
    [Number.MIN_SAFE_INTEGER, belowId],
  ] as const) {
    const amount = { minor, currency: 'IDR' }
    await createRecord(ctx, dealEntity, { name: 'x', stageId: place, pipelineId: fresh.id, amount })
  }
  const [above, below] = JSON.parse((await boardOf(ctx, fresh.id, { closedSince: '2000-01-01' })).stages)
  const digits = String(2n * BigInt(Number.MAX_SAFE_INTEGER) + 4n)
  expect(above.sums).toEqual([{ currency: 'IDR', minor: digits, weightedMinor: digits, here: null }])
  const least = Number.MIN_SAFE_INTEGER
  expect(below.sums).toEqual([{ currency: 'IDR', minor: least, weightedMinor: least, here: null }])
})

test('a stage is the same however its id is written', async () => {
  const stageId = stages.Qualify!.id
  const deals: Deal[] = []
  for (const name of ['under', 'over']) deals.push(await createRecord(ctx, dealEntity, { name, stageId }))
  expect(await moveDeal(ctx, deals[0]!.id, { stageId: stageId.toUpperCase() })).toEqual(deals[0]!)
})

test('a deal keeps why it was lost for as long as it is lost, and not beyond', async () => {
  const make = () => createRecord(ctx, dealEntity, { name: 'Second thoughts', stageId: stages.Qualify!.id })
  const deal = await make()
  await moveDeal(ctx, deal.id, { stageId: stages.Lost!.id, closeReason: 'Price' })
  expect(await moveDeal(ctx, deal.id, { stageId: stages.Won!.id })).toMatchObject({
    status: 'won',
    closeReason: null,
  })
  await moveDeal(ctx, deal.id, { stageId: stages.Won!.id, closeReason: 'Service' })
  const refusal = await faultOf(moveDeal(ctx, deal.id, { stageId: stages.Lost!.id }))
  expect(refusal.details.rule).toBe('deal.reason_needed')
  await moveDeal(ctx, deal.id, { stageId: stages.Lost!.id, closeReason: 'Delivered late' })
  const gone = await createRecord(ctx, stageEntity, { name: 'Gone', pipelineId: pipeline.id, kind: 'lost' })
  expect(await moveDeal(ctx, deal.id, { stageId: gone.id })).toMatchObject({ closeReason: 'Delivered late' })
  expect(await moveDeal(ctx, deal.id, { stageId: stages.Qualify!.id })).toMatchObject({
    status: 'open',
    closeReason: null,
    closedOn: null,
  })
})

test('what follows from the stage cannot be said against it', async () => {
  const deal = await createRecord(ctx, dealEntity, { name: 'Contrary', stageId: stages.Propose!.id })
  const change = (values: object) => updateRecord(ctx, dealEntity, deal.id, values)
  for (const said of [{ closedOn: '2026-01-01' }, { closeReason: 'Price' }])
    expect((await faultOf(change(said))).details.rule).toBe('deal.still_open')
  for (const field of ['stageId', 'pipelineId'])
    expect((await faultOf(change({ [field]: null }))).details.problems).toMatchObject([
      { pointer: `/${field}`, code: 'required' },
    ])
  await moveDeal(ctx, deal.id, { stageId: stages.Lost!.id, closeReason: 'Price' })
  expect((await faultOf(change({ closeReason: null }))).details.rule).toBe('deal.reason_needed')
  expect((await faultOf(change({ closedOn: null }))).details.problems).toMatchObject([
    { pointer: '/closedOn', code: 'required' },
  ])
  const corrected = { closeReason: 'Terms', closedOn: '2026-01-02' }
  expect(await change(corrected)).toMatchObject({ ...corrected, status: 'lost' })
})

test('a stage of another pipeline takes its deals along, and one of another workspace or of the bin takes none', async () => {
  const stranger = await testContext(database)
  const far = await createRecord(stranger, pipelineEntity, { name: 'Far' })
  const foreign = await createRecord(stranger, stageEntity, { name: 'Far', pipelineId: far.id, kind: 'open' })
  const other = await createRecord(ctx, pipelineEntity, { name: 'Other' })
  const stage = await createRecord(ctx, stageEntity, { name: 'In', pipelineId: other.id, kind: 'open' })
  const binned = await createRecord(ctx, stageEntity, { name: 'Out', pipelineId: other.id, kind: 'open' })
  await archiveRecord(ctx, stageEntity, binned.id)
  const deal = await createRecord(ctx, dealEntity, { name: 'Wanderer', stageId: stages.Qualify!.id })
  for (const { id } of [foreign, binned])
    expect((await faultOf(moveDeal(ctx, deal.id, { stageId: id }))).details.problems).toMatchObject([
      { pointer: '/stageId', code: 'reference_missing' },
    ])
  expect(await moveDeal(ctx, deal.id, { stageId: stage.id })).toMatchObject({ pipelineId: other.id })
  const mixed = { name: 'Mixed', stageId: stage.id, pipelineId: pipeline.id }
  expect((await faultOf(createRecord(ctx, dealEntity, mixed))).details.problems).toMatchObject([
    { pointer: '/stageId', code: 'reference_missing' },
  ])
})

test('a deal is opened and closed on the day that it is where the workspace is', async () => {
  const clock = handClock('2026-03-01T10:30:00Z')
  const at = async (timeZone: string) => {
    const asker: Context = { ...ctx, clock, timeZone }
    const { id } = await createRecord(asker, dealEntity, { name: 'Far', stageId: stages.Qualify!.id })
    const { openedOn, closedOn } = await moveDeal(asker, id, { stageId: stages.Won!.id })
    return [openedOn, closedOn]
  }
  expect(await at('Pacific/Auckland')).toEqual(['2026-03-01', '2026-03-01'])
  clock.move(60 * 60_000)
  expect(await at('Pacific/Auckland')).toEqual(['2026-03-02', '2026-03-02'])
  expect(await at('Pacific/Pago_Pago')).toEqual(['2026-03-01', '2026-03-01'])
  clock.move(-60 * 60_000)
  expect(await at('Pacific/Pago_Pago')).toEqual(['2026-02-28', '2026-02-28'])
})

describe('a move that is undone', () => {
  const staysOf = async (id: string) =>
    [
      ...(await database.owner`
        select stage_id, entered_at, left_at, moved_by from deal_stage_history where deal_id = ${id} order by entered_at`),
    ].map(stay => ({ ...stay }))
  const plain = async (id: string) => {
    const { version: _, updatedAt: __, ...deal } = JSON.parse((await readRecord(ctx, dealEntity, id)).body)
    return deal
  }
  const make = () => createRecord(ctx, dealEntity, { name: 'Undone', stageId: stages.Qualify!.id })

  test.each(['Propose', 'Won', 'Lost'])('to %s leaves the deal and its stays as they were', async name => {
    const deal = await make()
    const before = [await plain(deal.id), await staysOf(deal.id)]
    const moved = await moveDeal(ctx, deal.id, { stageId: stages[name]!.id, closeReason: 'Price' })
    expect(moved.stageEnteredAt).not.toBe(deal.stageEnteredAt)
    await undoMove(ctx, deal.id, { version: moved.version })
    expect([await plain(deal.id), await staysOf(deal.id)]).toEqual(before)
  })

  test('from a loss gives back when and why it was lost', async () => {
    const deal = await make()
    const lost = await moveDeal(ctx, deal.id, { stageId: stages.Lost!.id, closeReason: 'Price' })
    const open = await moveDeal(ctx, deal.id, { stageId: stages.Propose!.id })
    const back = await undoMove(ctx, deal.id, { version: open.version })
    expect({ ...back, version: 0, updatedAt: '' }).toEqual({ ...lost, version: 0, updatedAt: '' })
  })

  test('step by step leads back to the first stage', async () => {
    const deal = await make()
    const before = [await plain(deal.id), await staysOf(deal.id)]
    const first = await moveDeal(ctx, deal.id, { stageId: stages.Propose!.id })
    const second = await moveDeal(ctx, deal.id, { stageId: stages.Won!.id })
    await undoMove(ctx, deal.id, { version: second.version })
    expect((await plain(deal.id)).stageEnteredAt).toBe(first.stageEnteredAt)
    await undoMove(ctx, deal.id, { version: first.version })
    expect([await plain(deal.id), await staysOf(deal.id)]).toEqual(before)
  })

  test('goes through where only other fields were changed since, and is stale where it was moved', async () => {
    const deal = await make()
    const moved = await moveDeal(ctx, deal.id, { stageId: stages.Propose!.id })
    await updateRecord(ctx, dealEntity, deal.id, { name: 'Renamed' })
    expect(await undoMove(ctx, deal.id, { version: moved.version })).toMatchObject({
      name: 'Renamed',
      stageId: stages.Qualify!.id,
      stageEnteredAt: deal.stageEnteredAt,
    })
    const again = await moveDeal(ctx, deal.id, { stageId: stages.Propose!.id })
    await moveDeal(ctx, deal.id, { stageId: stages.Won!.id })
    await expect(undoMove(ctx, deal.id, { version: again.version })).rejects.toMatchObject({ code: 'stale' })
  })

  test('has to be one: another change is none, and an unknown version neither', async () => {
    const deal = await make()
    const renamed = await updateRecord(ctx, dealEntity, deal.id, { name: 'Renamed' })
    for (const version of [renamed.version, 99])
      await expect(undoMove(ctx, deal.id, { version })).rejects.toMatchObject({ code: 'not_found' })
  })
})
