import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { examine } from '../doctor/examine'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import { timelineOf } from '../records/timeline.queries'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { correctRate } from './correct-rate'
import { previewCorrection } from './correction.queries'
import type { AmountSum } from './rates.model'
import { saveRates } from './save-rates'
import { sumRecords } from './sum-records.queries'

let database: TestDatabase
let ctx: Context
let won: AnyRecord
const clock = handClock('2026-11-29T10:00:00Z')
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  ctx = await testContext(database, { clock })
  const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  await createRecord(ctx, stageEntity, { name: 'Open', pipelineId, kind: 'open' })
  won = await createRecord(ctx, stageEntity, { name: 'Won', pipelineId, kind: 'won' })
  await saveRates(ctx, {
    rates: [
      { day: '2026-11-02', currency: 'USD', rate: '1.25' },
      { day: '2026-11-10', currency: 'USD', rate: '2.5' },
    ],
  })
})

/** Told of what is over, as a file is. */
const close = async (minor: number, closedOn: string, currency = 'USD') => {
  const file = { ...ctx, cause: { type: 'import', id: ctx.workspaceId } } as Context
  const values = { name: 'Solar', amount: { minor, currency }, stageId: won.id, closedOn }
  return (await createRecord(file, dealEntity, values)).id
}
const right = { day: '2026-11-02', currency: 'USD', rate: '2' }
const sum = async () =>
  (JSON.parse(await sumRecords(ctx, { entity: dealEntity })) as { amount: AmountSum }).amount.minor
const ruleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    error => {
      if (!(error instanceof Fault)) throw error
      return error.details.rule ?? error.code
    },
  )

test('the preview says which closing days would change, of how many deals, and their sums; the correction does just that', async () => {
  const first = await close(10_001, '2026-11-03')
  await close(10_001, '2026-11-03')
  const second = await close(5000, '2026-11-09')
  await close(5000, '2026-11-12')
  await close(7000, '2026-11-03', 'EUR')
  const preview = await previewCorrection(ctx, right)
  expect(preview).toMatchObject({
    before: '1.25',
    in: 'EUR',
    days: [
      {
        day: '2026-11-03',
        rate: '1.25',
        rateDay: '2026-11-02',
        deals: 2,
        quotes: 0,
        beforeMinor: 16_002,
        afterMinor: 10_001,
      },
      { day: '2026-11-09', deals: 1, beforeMinor: 4000, afterMinor: 2500 },
    ],
  })
  const before = Number(await sum())
  expect(await correctRate(ctx, { ...right, days: ['2026-11-03'], digest: preview.digest })).toEqual({
    days: 1,
    deals: 2,
  })
  expect(Number(await sum())).toBe(before - 16_002 + 10_001)
  const told = async (id: string) =>
    (
      JSON.parse((await timelineOf(ctx, dealEntity, id, { limit: 50 })).results) as {
        kind: string
        payload: object
      }[]
    )
      .filter(({ kind }) => kind === 'closing_rate.corrected')
      .map(({ payload }) => payload)
  expect(await told(first)).toEqual([{ day: '2026-11-03', currency: 'USD', before: '1.25', after: '2' }])
  expect(await told(second)).toEqual([])
  // What was left out is offered again, what took it is not.
  expect((await previewCorrection(ctx, right)).days.map(({ day }) => day)).toEqual(['2026-11-09'])
  expect((await examine(ctx.db)).findings.map(({ check }) => check)).not.toContain(
    'what is closed has the rates of its day',
  )
})

test('it is made as it was seen, or not at all', async () => {
  await close(10_000, '2026-11-03')
  const { digest } = await previewCorrection(ctx, right)
  const correct = (more: object = {}) => correctRate(ctx, { ...right, days: ['2026-11-03'], digest, ...more })
  expect(await ruleOf(correct({ days: ['2026-11-12'] }))).toBe('rate.not_of_preview')
  expect(await ruleOf(correct({ rate: '3' }))).toBe('rate.preview_old')
  await close(10_000, '2026-11-03')
  expect(await ruleOf(correct())).toBe('rate.preview_old')
  const [kept] =
    await database.owner`select trim_scale(rate)::text as rate from closing_rate where workspace_id = ${ctx.workspaceId} and day = '2026-11-03'`
  expect(kept!.rate).toBe('1.25')
  for (const [rule, wrong] of [
    ['rate.not_positive', { rate: '0' }],
    ['rate.in_future', { day: '2027-01-01' }],
    ['rate.of_base', { currency: 'EUR' }],
    ['rate.malformed', { rate: '1,5' }],
  ] as const)
    expect(await ruleOf(previewCorrection(ctx, { ...right, ...wrong }))).toBe(rule)
})

test('it is for who may set rates and sees all deals with their amounts', async () => {
  const { workspaceId } = ctx
  const manager = await testContext(database, { workspaceId, role: 'manager', clock })
  expect(await ruleOf(previewCorrection(manager, right))).toBe('exchange_rate.update')
  const { grants } = ctx.access
  const as = (deal: object): Context => ({ ...ctx, access: { ...ctx.access, grants: { ...grants, deal } } })
  expect(await ruleOf(previewCorrection(as({ read: 'team' }), right))).toBe('rate.all_deals')
  expect(await ruleOf(previewCorrection(as({ read: 'all', readable: ['name'] }), right))).toBe(
    'deal.read.amount',
  )
})
