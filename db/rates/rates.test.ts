import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { convertAmount, listRates, ratesOn } from './rates.queries'
import { removeRate } from './remove-rate'
import { saveRateFile, saveRates } from './save-rates'
import { askRates, updateRateSettings } from './update-rate-settings'

let database: TestDatabase
let ctx: Context
const clock = handClock('2026-11-29T10:00:00Z')
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  ctx = await testContext(database, { clock })
})

const rate = (day: string, currency: string, rate: string) => ({ day, currency, rate })
/** The rule that refuses, or what became of it. */
const ruleOf = (work: Promise<unknown>) =>
  work.catch(error => {
    if (!(error instanceof Fault)) throw error
    return error.details.rule ?? error.code
  })
const ecb = (...days: [string, Record<string, string>][]) =>
  `<Envelope><Cube>${days
    .map(
      ([day, rates]) =>
        `<Cube time="${day}">${Object.entries(rates).map(([c, r]) => `<Cube currency="${c}" rate="${r}"/>`)}</Cube>`,
    )
    .join('')}</Cube></Envelope>`

test('a day without a rate has the last one before, and says which day that is of', async () => {
  await saveRates(ctx, {
    rates: [
      rate('2026-11-20', 'USD', '1.10'),
      rate('2026-11-27', 'USD', '1.0800'),
      rate('2026-11-26', 'JPY', '169.4'),
    ],
  })
  expect(await ratesOn(ctx)).toEqual({
    base: 'EUR',
    day: '2026-11-29',
    rates: [
      { currency: 'JPY', day: '2026-11-26', rate: '169.4', source: 'manual' },
      { currency: 'USD', day: '2026-11-27', rate: '1.08', source: 'manual' },
    ],
  })
  expect((await ratesOn(ctx, '2026-11-26')).rates.map(({ day }) => day)).toEqual(['2026-11-26', '2026-11-20'])
  expect((await ratesOn(ctx, '2026-11-19')).rates).toEqual([])
  const amount = { minor: 10_000, currency: 'USD' }
  expect(await convertAmount(ctx, { amount, to: 'JPY' })).toMatchObject({
    to: { minor: 15_685, currency: 'JPY' },
  })
  expect(await ruleOf(convertAmount(ctx, { amount, to: 'JPY', day: '2026-11-25' }))).toBe('rate.none')
})

describe('rates entered by hand', () => {
  test('are there once: another for the same day replaces only where that is meant', async () => {
    const first = { rates: [rate('2026-11-20', 'USD', '1.10')] }
    expect(await saveRates(ctx, first)).toMatchObject({ added: 1, replaced: 0 })
    expect(await saveRates(ctx, first)).toMatchObject({ added: 0, same: 1 })
    const other = { rates: [rate('2026-11-20', 'USD', '1.11')] }
    expect(await ruleOf(saveRates(ctx, other))).toBe('rate.taken')
    expect(await saveRates(ctx, { ...other, replace: true })).toMatchObject({ replaced: 1 })
    await removeRate(ctx, '2026-11-20', 'USD')
    expect(await ruleOf(removeRate(ctx, '2026-11-20', 'USD'))).toBe('not_found')
    expect(await listRates(ctx, { limit: 10 })).toEqual([])
    const told = await database.owner`
      select kind, before, after from event where workspace_id = ${ctx.workspaceId} order by seq`
    expect(told.map(event => ({ ...event }))).toEqual([
      { kind: 'exchange_rate.saved', before: { '2026-11-20 USD': null }, after: { '2026-11-20 USD': '1.1' } },
      {
        kind: 'exchange_rate.saved',
        before: { '2026-11-20 USD': '1.1' },
        after: { '2026-11-20 USD': '1.11' },
      },
      { kind: 'exchange_rate.removed', before: { '2026-11-20 USD': '1.11' }, after: null },
    ])
  })

  test.each([
    ['rate.not_positive', rate('2026-11-20', 'USD', '0')],
    ['rate.not_positive', rate('2026-11-20', 'USD', '-1')],
    ['rate.in_future', rate('2026-11-30', 'USD', '1')],
    ['rate.unknown_currency', rate('2026-11-20', 'XYZ', '1')],
    ['rate.of_base', rate('2026-11-20', 'EUR', '1')],
    ['rate.malformed', rate('2026-11-20', 'USD', '1e400')],
    ['invalid', rate('2026-02-30', 'USD', '1')],
    ['invalid', { day: '2026-11-20', currency: 'USD', rate: 1.08 }],
    ['invalid', { day: '2026-11-20', currency: 'USD' }],
  ])('are refused by %p, and none of the request is kept', async (rule, wrong) => {
    expect(await ruleOf(saveRates(ctx, { rates: [rate('2026-11-19', 'USD', '1.1'), wrong] }))).toBe(rule)
    expect(await listRates(ctx, { limit: 10 })).toEqual([])
  })

  test('are an administrator’s to change, and everybody’s to read', async () => {
    for (const role of ['manager', 'rep', 'marketer', 'analyst', 'read_only'] as const) {
      const other = await testContext(database, { role, workspaceId: ctx.workspaceId, clock })
      expect(await ruleOf(saveRates(other, { rates: [rate('2026-11-20', 'USD', '1.1')] }))).toBe(
        'exchange_rate.create',
      )
      expect(await ruleOf(saveRateFile(other, 'csv', ''))).toBe('exchange_rate.create')
      expect(await ruleOf(removeRate(other, '2026-11-20', 'USD'))).toBe('exchange_rate.archive')
      expect(await ruleOf(updateRateSettings(other, { base: 'USD' }))).toBe('exchange_rate.update')
      expect(await ruleOf(askRates(other))).toBe('exchange_rate.update')
      expect(await listRates(other, { limit: 1 })).toEqual([])
    }
  })
})

describe('a file', () => {
  test('of a provider is kept but where another was entered by hand, and its next one is the better', async () => {
    await saveRates(ctx, { rates: [rate('2026-11-27', 'USD', '1.2')] })
    const file = ecb(
      ['2026-11-27', { USD: '1.08', JPY: '169.4' }],
      ['2026-11-26', { USD: '1.07', JPY: '168' }],
    )
    expect(await saveRateFile(ctx, 'ecb', file)).toEqual({
      added: 3,
      replaced: 0,
      same: 0,
      kept: 1,
      from: '2026-11-26',
      until: '2026-11-27',
    })
    expect(await saveRateFile(ctx, 'ecb', file)).toMatchObject({ added: 0, same: 3, kept: 1, from: null })
    expect(await saveRateFile(ctx, 'ecb', ecb(['2026-11-27', { JPY: '170' }]))).toMatchObject({ replaced: 1 })
    expect((await ratesOn(ctx)).rates.map(({ rate }) => rate)).toEqual(['170', '1.2'])
  })

  test.each([
    ['rate_file.unreadable', 'ecb', '<Envelope>'],
    ['rate_file.unreadable', 'csv', 'a;b;c\nd;e;f'],
    ['rate_file.empty', 'ecb', '<Envelope/>'],
    ['rate_file.empty', 'csv', ''],
    ['rate_file.too_large', 'csv', `${'x'.repeat(25 * 1024 * 1024)}`],
    ['rate.twice', 'csv', '2026-11-20,USD,1.1\n2026-11-20,USD,1.2'],
    ['rate.missing', 'ecb', ecb(['2026-11-20', { USD: '' }])],
    ['rate.not_positive', 'ecb', ecb(['2026-11-20', { USD: '0.0' }])],
    ['rate.in_future', 'ecb', ecb(['2027-01-01', { USD: '1' }])],
    ['rate.unknown_currency', 'ecb', ecb(['2026-11-20', { XQQ: '1' }])],
  ] as const)('is refused by %p', async (rule, format, text) => {
    expect(await ruleOf(saveRateFile(ctx, format, text))).toBe(rule)
    expect(await listRates(ctx, { limit: 10 })).toEqual([])
  })

  test('of another base is refused, and the base stays while there are rates', async () => {
    await updateRateSettings(ctx, { base: 'SAR' })
    expect(await ruleOf(saveRateFile(ctx, 'ecb', ecb(['2026-11-20', { USD: '1.1' }])))).toBe(
      'rate_file.other_base',
    )
    await saveRateFile(ctx, 'csv', '2026-11-20,USD,0.2667')
    expect(await ruleOf(updateRateSettings(ctx, { base: 'EUR' }))).toBe('rate.base_in_use')
    const amount = { minor: 37_500, currency: 'SAR' }
    expect((await convertAmount(ctx, { amount, to: 'USD' })).to.minor).toBe(10_001)
  })
})

test('an address is of the web and without a password; a fetch is asked for once', async () => {
  for (const address of [
    'ftp://ecb.example/x',
    'https://me:secret@ecb.example',
    'ecb.example',
    'javascript:1',
  ])
    expect(await ruleOf(updateRateSettings(ctx, { address }))).toBe('invalid')
  expect(await ruleOf(askRates(ctx))).toBe('rate.no_address')
  await updateRateSettings(ctx, { address: 'https://ecb.example/daily.xml' })
  expect(await askRates(ctx)).toMatchObject({ fetching: true })
  await askRates(ctx)
  const asked =
    await database.owner`select 1 from event where workspace_id = ${ctx.workspaceId} and kind = 'rate_fetch.requested'`
  expect(asked).toHaveLength(1)
})
