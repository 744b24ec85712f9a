import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import type { Money } from '../core/field.model'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { moveDeal } from '../deals/move-deal'
import { leadEntity } from '../leads/leads.entity'
import type { Board } from '../pipelines/board.model'
import { boardOf } from '../pipelines/board.queries'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import type { AmountSum, QuotedRate } from './rates.model'
import { convert, rateOn } from './rates.rules'
import { removeRate } from './remove-rate'
import { saveRates } from './save-rates'
import { sumRecords } from './sum-records.queries'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const clock = handClock('2026-11-29T10:00:00Z')
const stagesAsked = [
  ['Qualify', 'open', 13],
  ['Propose', 'open', 55],
  ['Won', 'won', 100],
  ['Lost', 'lost', 0],
] as const

async function company() {
  const ctx = await testContext(database, { clock })
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  const stages: AnyRecord[] = []
  for (const [name, kind, probability] of stagesAsked)
    stages.push(await createRecord(ctx, stageEntity, { name, pipelineId: pipeline.id, kind, probability }))
  const board = async (as: Context = ctx): Promise<Board> => {
    const { stages, valuation } = await boardOf(as, pipeline.id, { closedSince: '2026-01-01' })
    return { pipeline: { id: '', name: '' }, stages: JSON.parse(stages), valuation: JSON.parse(valuation) }
  }
  const sum = async (as: Context = ctx, filter?: Parameters<typeof sumRecords>[1]['filter']) =>
    (JSON.parse(await sumRecords(as, { entity: dealEntity, filter })) as { amount: AmountSum }).amount
  const deal = (stage: number, amount: Money | null, closedOn?: string) =>
    createRecord({ ...ctx, cause: { type: 'import', id: ctx.workspaceId } }, dealEntity, {
      name: 'Deal',
      pipelineId: pipeline.id,
      stageId: stages[stage]!.id,
      amount,
      closedOn,
    })
  return { ctx, pipeline, stages, board, sum, deal }
}

/** Twenty currencies, of none, two, three and four decimals; the last of them never has a rate. */
const currencies = 'EUR USD JPY KWD SAR GBP CHF BHD TND KRW VND CLF INR BRL ZAR MXN AED QAR NOK XAF'.split(
  ' ',
)

/** A stream of numbers that is the same each time: what is made up can be looked at again. */
function drawing(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test('sums over twenty currencies are those of exact decimals, those of a stage, currency and day converted once, in any reader’s currency', async () => {
  const { ctx, board, sum, deal, stages } = await company()
  const draw = drawing(20261129)
  const days = Array.from({ length: 28 }, (_, n) => `2026-11-${String(n + 1).padStart(2, '0')}`)
  const rates: QuotedRate[] = currencies.slice(1, -1).flatMap(currency =>
    days
      .filter((_, n) => n === 0 || draw(3) === 0)
      .map(day => ({
        day,
        currency,
        rate: `${draw(2000)}.${String(1 + draw(999_999)).padStart(6, '0')}`,
      })),
  )
  await saveRates(ctx, { rates })
  const made: { stage: number; amount: Money; closedOn: string | null }[] = []
  for (let n = 0; n < 400; n += 1) {
    const stage = draw(4)
    const minor = (draw(2) ? draw(1000) : draw(2 ** 31) * draw(1000)) * (draw(10) ? 1 : -1)
    const amount = { minor, currency: currencies[draw(20)]! }
    const closedOn = stage < 2 ? null : days[draw(28)]!
    made.push({ stage, amount, closedOn })
  }
  for (const { stage, amount, closedOn } of made) await deal(stage, amount, closedOn ?? undefined)
  for (const reportingCurrency of ['EUR', 'JPY', 'KWD', 'CLF', 'SAR']) {
    const reader = { ...ctx, reportingCurrency }
    const worth = ({ amount, closedOn }: (typeof made)[number], percent?: number) => {
      const then = new Map(
        currencies.flatMap(currency => {
          const found = rateOn(rates, currency, closedOn ?? '2026-11-29')
          return found ? [[currency, found.rate] as const] : []
        }),
      )
      return convert(amount, reportingCurrency, 'EUR', then, percent)
    }
    const total = (deals: typeof made, percent?: number) => {
      const parts = Map.groupBy(
        deals,
        ({ stage, amount, closedOn }) => `${stage} ${amount.currency} ${closedOn}`,
      )
      const sums = [...parts.values()].map(part => {
        const minor = part.reduce((all, { amount }) => all + amount.minor, 0)
        return worth({ ...part[0]!, amount: { ...part[0]!.amount, minor } }, percent) ?? 0n
      })
      return String(sums.reduce((all, one) => all + one, 0n))
    }
    const missing = (deals: typeof made) => deals.filter(one => worth(one) === undefined).length
    const told = await board(reader)
    for (const [n, [, , probability]] of stagesAsked.entries()) {
      const here = made.filter(({ stage }) => stage === n)
      const shown = told.stages.find(({ id }) => id === stages[n]!.id)!.total!
      expect([String(shown.minor), String(shown.weightedMinor), shown.missing]).toEqual([
        total(here),
        total(here, probability),
        missing(here),
      ])
    }
    const all = await sum(reader)
    expect([String(all.minor), all.missing, all.count]).toEqual([total(made), missing(made), made.length])
    expect(all.valuation.missing).toEqual([{ currency: 'XAF', count: missing(made) }])
    expect(told.valuation.missing).toEqual(all.valuation.missing)
    // What the columns come to, added up, is what the list of all has in its foot.
    expect(String(told.stages.reduce((sum, { total }) => sum + BigInt(total!.minor), 0n))).toBe(
      String(all.minor),
    )
    const some = await sum(reader, { field: 'stageId', op: 'eq', value: stages[1]!.id })
    expect(String(some.minor)).toBe(String(told.stages.find(({ id }) => id === stages[1]!.id)!.total!.minor))
  }
}, 60_000)

describe('what is closed', () => {
  const usd = (minor: number) => ({ minor, currency: 'USD' })
  const set = (ctx: Context, day: string, rate: string) =>
    saveRates(ctx, { rates: [{ day, currency: 'USD', rate }], replace: true })

  test('keeps the rate of its closing day for ever, while what is open follows today’s', async () => {
    const { ctx, sum, deal, stages } = await company()
    await set(ctx, '2026-11-20', '2')
    const open = await deal(0, usd(1000))
    const won = await deal(0, usd(1000))
    await moveDeal(ctx, won.id, { stageId: stages[2]!.id })
    const closed = { field: 'status', op: 'eq' as const, value: 'won' }
    expect([(await sum(ctx, closed)).minor, (await sum()).minor]).toEqual([500, 1000])
    await set(ctx, '2026-11-20', '4')
    await set(ctx, '2026-11-29', '5')
    expect([(await sum(ctx, closed)).minor, (await sum()).minor]).toEqual([500, 700])
    await removeRate(ctx, '2026-11-20', 'USD')
    await removeRate(ctx, '2026-11-29', 'USD')
    expect(await sum()).toMatchObject({
      minor: 500,
      missing: 1,
      valuation: { missing: [{ currency: 'USD', count: 1 }] },
    })
    // One that is closed later on the same day is at the rates of that day too.
    await updateRecord(ctx, dealEntity, open.id, { stageId: stages[2]!.id })
    expect((await sum()).minor).toBe(1000)
  })

  test('on a day that was known before its currency had rates takes those that are in force when it is closed', async () => {
    const { ctx, sum, deal, stages } = await company()
    await saveRates(ctx, { rates: [{ day: '2026-11-20', currency: 'GBP', rate: '0.5' }] })
    const first = await deal(0, usd(1000))
    await moveDeal(ctx, first.id, { stageId: stages[2]!.id })
    // Opened again, so that nothing is closed on this day while the dollar gets its rate.
    await moveDeal(ctx, first.id, { stageId: stages[0]!.id })
    await set(ctx, '2026-11-20', '4')
    await moveDeal(ctx, first.id, { stageId: stages[2]!.id })
    await set(ctx, '2026-11-20', '5')
    expect(await sum()).toMatchObject({ minor: 250, missing: 0 })
  })

  test('before there was any rate is valued by the first that is known to have been in force', async () => {
    const { ctx, sum, deal } = await company()
    await deal(2, usd(1000), '2026-10-15')
    expect(await sum()).toMatchObject({ minor: 0, missing: 1 })
    await set(ctx, '2026-10-20', '8')
    expect(await sum()).toMatchObject({ minor: 0, missing: 1 })
    await set(ctx, '2026-10-10', '4')
    expect(await sum()).toMatchObject({ minor: 250, missing: 0 })
    await set(ctx, '2026-10-15', '2')
    expect((await sum()).minor).toBe(250)
  })
})

test('who may not read amounts is told of no sum and no currency', async () => {
  const { ctx, board, deal } = await company()
  await deal(0, { minor: 12_345, currency: 'XAF' })
  const readable = Object.keys(dealEntity.model.fields).filter(
    key => dealEntity.model.fields[key as 'amount'].kind !== 'money',
  )
  const blind: Context = {
    ...ctx,
    access: {
      ...ctx.access,
      grants: { ...ctx.access.grants, deal: { ...ctx.access.grants.deal, readable } },
    },
  }
  const { stages, valuation } = await board(blind)
  expect(stages[0]).toMatchObject({ count: 1, sums: [], total: null })
  expect(valuation).toMatchObject({ rates: [], missing: [] })
  expect(await sumRecords(blind, { entity: dealEntity })).toBe('{}')
})

test('other records with amounts are summed at today’s rates; a kind without amounts has no sum', async () => {
  const { ctx } = await company()
  await saveRates(ctx, { rates: [{ day: '2026-11-01', currency: 'USD', rate: '4' }] })
  for (const value of [
    { minor: 1000, currency: 'USD' },
    { minor: 5, currency: 'EUR' },
  ])
    await createRecord(ctx, leadEntity, { name: 'Layla', value })
  const sums = JSON.parse(await sumRecords(ctx, { entity: leadEntity }))
  expect(Object.values(sums)[0]).toMatchObject({
    minor: 255,
    count: 2,
    valuation: { currency: 'EUR', today: '2026-11-29', rates: [{ currency: 'USD', day: '2026-11-01' }] },
  })
  expect(await sumRecords(ctx, { entity: pipelineEntity })).toBe('{}')
})
