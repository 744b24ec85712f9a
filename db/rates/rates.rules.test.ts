import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { currencyExponent } from '../core/currencies.rules'
import type { QuotedRate } from './rates.model'
import { convert, faultIn, rateOn } from './rates.rules'

const rates = new Map([
  ['USD', '1.0873'],
  ['JPY', '169.42'],
  ['KWD', '0.33415'],
  ['SAR', '4.0774'],
  ['CLF', '0.0261'],
])

describe('an amount in another currency', () => {
  test.each([
    [{ minor: 10_000, currency: 'EUR' }, 'USD', 10_873n],
    [{ minor: 1, currency: 'EUR' }, 'JPY', 2n],
    [{ minor: 100_000, currency: 'JPY' }, 'EUR', 59_025n],
    [{ minor: 1_234, currency: 'KWD' }, 'EUR', 369n],
    [{ minor: 480_000_00, currency: 'SAR' }, 'EUR', 11_772_208n],
    [{ minor: 480_000_00, currency: 'SAR' }, 'SAR', 48_000_000n],
    [{ minor: -480_000_00, currency: 'SAR' }, 'KWD', -39_336_832n],
    [{ minor: 0, currency: 'USD' }, 'JPY', 0n],
  ])('%p in %p is %p', (amount, to, minor) => {
    expect(convert(amount, to, 'EUR', rates)).toBe(minor)
  })

  test('a half goes away from zero, on both sides of it', () => {
    const half = new Map([['USD', '2']])
    for (const [minor, expected] of [
      [1, 1n],
      [3, 2n],
      [5, 3n],
      [-1, -1n],
      [-3, -2n],
    ] as const)
      expect(convert({ minor, currency: 'USD' }, 'EUR', 'EUR', half)).toBe(expected)
  })

  test('without a rate of either there is none, and none is needed for its own currency', () => {
    expect(convert({ minor: 5, currency: 'XAF' }, 'EUR', 'EUR', rates)).toBeUndefined()
    expect(convert({ minor: 5, currency: 'EUR' }, 'XAF', 'EUR', rates)).toBeUndefined()
    expect(convert({ minor: 5, currency: 'XAF' }, 'XAF', 'EUR', rates)).toBe(5n)
  })

  /** Long division by hand, in texts of digits: nothing of the rule's own arithmetic. */
  const byHand = (minor: number, from: string, to: string, percent: number): bigint => {
    const shifted = (text: string, by: number) => {
      const [whole = '', part = ''] = text.split('.')
      return BigInt(whole + part.padEnd(by, '0').slice(0, by))
    }
    const rateOf = (currency: string) => shifted(currency === 'EUR' ? '1' : rates.get(currency)!, 12)
    let top = BigInt(Math.abs(minor)) * rateOf(to) * BigInt(percent)
    let bottom = rateOf(from) * 100n
    for (let n = currencyExponent(to); n > currencyExponent(from); n -= 1) top *= 10n
    for (let n = currencyExponent(from); n > currencyExponent(to); n -= 1) bottom *= 10n
    const whole = top / bottom
    const rest = top - whole * bottom
    const rounded = rest + rest >= bottom ? whole + 1n : whole
    return minor < 0 ? -rounded : rounded
  }

  test('as by long division, for any amount, pair of currencies and share', () => {
    const currency = fc.constantFrom('EUR', ...rates.keys())
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, currency, fc.nat(100), (minor, from, to, percent) => {
        expect(convert({ minor, currency: from }, to, 'EUR', rates, percent)).toBe(
          byHand(minor, from, to, percent),
        )
      }),
    )
  })
})

test('on a day holds the rate of the day, else the last one before, whatever their order', () => {
  const day = fc.integer({ min: 1, max: 28 }).map(n => `2026-02-${String(n).padStart(2, '0')}`)
  const quoted = fc.record({ day, currency: fc.constantFrom('USD', 'JPY'), rate: fc.constant('1') })
  fc.assert(
    fc.property(
      fc.uniqueArray(quoted, { selector: ({ day, currency }) => day + currency }),
      day,
      (all, asked) => {
        const before = all.filter(rate => rate.currency === 'USD' && rate.day <= asked).map(rate => rate.day)
        expect(rateOn(all, 'USD', asked)?.day).toBe(before.toSorted().at(-1)!)
      },
    ),
  )
})

describe('a rate that cannot be', () => {
  const good: QuotedRate = { day: '2026-11-27', currency: 'USD', rate: '1.08' }
  const asked = { base: 'EUR', today: '2026-11-29' }
  test.each([
    ['rate.not_positive', { rate: '0' }],
    ['rate.not_positive', { rate: '0.000' }],
    ['rate.not_positive', { rate: '-1.2' }],
    ['rate.missing', { rate: '' }],
    ['rate.missing', { rate: '  ' }],
    ['rate.malformed', { rate: '1,08' }],
    ['rate.malformed', { rate: 'N/A' }],
    ['rate.malformed', { rate: '1e9' }],
    ['rate.malformed', { rate: '1.0000000000001' }],
    ['rate.in_future', { day: '2026-11-30' }],
    ['rate.unknown_currency', { currency: 'ABC' }],
    ['rate.unknown_currency', { currency: 'usd' }],
    ['rate.of_base', { currency: 'EUR' }],
  ])('is refused by %p: %p', (rule, part) => {
    expect(faultIn([good, { ...good, day: '2026-11-26', ...part }], asked)?.rule).toBe(rule as never)
  })
  test('is one that is there twice; today’s and any before are good', () => {
    expect(faultIn([good, good], asked)).toMatchObject({ rule: 'rate.twice', params: { row: 2 } })
    expect(
      faultIn([good, { ...good, day: '2026-11-29' }, { ...good, day: '1999-01-04' }], asked),
    ).toBeUndefined()
  })
})
