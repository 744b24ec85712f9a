import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { parseFilter } from '../filter/parse-filter.rules'
import { saveRates } from '../rates/save-rates'
import { catalogueOf } from '../records/catalogue'
import { countRecords } from '../records/count-records'
import { createRecord } from '../records/create-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { pipelineEntity, stageEntity } from './pipelines.entity'
import { velocityIn } from './velocity.queries'
import { velocityOf, winRateOf } from './velocity.rules'

const clock = handClock('2026-11-29T10:00:00Z')
const period = { from: '2026-09-01', until: '2026-11-29' }
let database: TestDatabase
let ctx: Context
let pipeline: AnyRecord
const stages: Record<string, string> = {}
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database, { clock })
  pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  for (const kind of ['open', 'won', 'lost'])
    stages[kind] = (await createRecord(ctx, stageEntity, { name: kind, kind, pipelineId: pipeline.id })).id
  await saveRates(ctx, { rates: [{ day: '2026-11-01', currency: 'USD', rate: '2' }] })
})
afterAll(() => database.drop())

const deal = (kind: string, values: object) =>
  createRecord({ ...ctx, cause: { type: 'import', id: ctx.workspaceId } }, dealEntity, {
    name: 'Deal',
    stageId: stages[kind],
    ...values,
  })
const eur = (minor: number) => ({ amount: { minor, currency: 'EUR' } })

test('the formula takes what is known, and tells nothing of what is not', () => {
  expect(velocityOf({ open: 10, averageMinor: 1000, winRate: 0.25, cycleDays: 50 })).toBe(50)
  expect(velocityOf({ open: 0, averageMinor: 1000, winRate: 0.25, cycleDays: 50 })).toBe(0)
  for (const missing of ['averageMinor', 'winRate', 'cycleDays'])
    expect(velocityOf({ open: 1, averageMinor: 1, winRate: 1, cycleDays: 1, [missing]: null })).toBeNull()
  expect([winRateOf(1, 3), winRateOf(0, 0)]).toEqual([0.25, null])
})

test('a pipeline’s velocity is made of its deals, each figure with the list that shows them', async () => {
  await deal('open', eur(10_000))
  await deal('open', { amount: { minor: 40_000, currency: 'USD' } })
  await deal('open', { amount: { minor: 5, currency: 'XAF' } })
  await deal('open', {})
  for (const [openedOn, closedOn] of [
    ['2026-09-01', '2026-10-11'],
    ['2026-11-20', '2026-11-20'],
    ['2025-01-01', '2026-08-31'],
  ])
    await deal('won', { ...eur(1), openedOn, closedOn })
  for (const closedOn of ['2026-09-01', '2026-11-29', '2026-08-31'])
    await deal('lost', { ...eur(1), closedOn, closeReason: 'Price' })
  const told = await velocityIn(ctx, pipeline.id, period)
  expect(told).toMatchObject({
    currency: 'EUR',
    open: { count: 4, minor: 30_000, valued: 2, missing: 1 },
    won: { count: 2 },
    lost: { count: 2 },
    averageMinor: 15_000,
    winRate: 0.5,
    cycleDays: 20.5,
    perDayMinor: Math.round((2 * 15_000 * 0.5) / 20.5),
  })
  for (const { filter, count } of [told.open, told.won, told.lost]) {
    const read = parseFilter(filter, await catalogueOf(ctx, dealEntity, []))
    if (!read.ok) throw new Error(filter)
    expect((await countRecords(ctx, [{ entity: dealEntity, filter: read.filter }]))[0]).toEqual({
      value: count,
      exact: true,
    })
  }
})

test('nothing is told of nothing, or to a stranger', async () => {
  const empty = await createRecord(ctx, pipelineEntity, { name: 'Empty' })
  expect(await velocityIn(ctx, empty.id, period)).toMatchObject({
    open: { count: 0 },
    winRate: null,
    cycleDays: null,
    averageMinor: null,
    perDayMinor: null,
  })
  const stranger = await testContext(database)
  expect((await faultOf(velocityIn(stranger, pipeline.id, period))).code).toBe('not_found')
})
