import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { PriceBookSave } from './price-books.model'
import { bookFault, holdsOn, isWithinLimit, takenOff, tierPrice } from './price-books.rules'

const tiers = [
  { from: '1', price: '318' },
  { from: '100', price: '304.00' },
  { from: '250', price: '286.50' },
]
const book = (more: Partial<PriceBookSave> = {}): PriceBookSave => ({
  name: 'Africa 2026',
  currency: 'USD',
  validFrom: null,
  validUntil: null,
  limits: { rep: '5', manager: '12.5' },
  entries: [{ productId: 'p1', tiers }],
  ...more,
})
const withTiers = (...tiers: [string, string][]) =>
  book({ entries: [{ productId: 'p1', tiers: tiers.map(([from, price]) => ({ from, price })) }] })

test('a quantity has the price of the last tier that it reaches, exactly', () => {
  for (const [quantity, price] of [
    ['0.333', '318'],
    ['1', '318'],
    ['99.999999', '318'],
    ['100', '304.00'],
    ['249.999', '304.00'],
    ['250', '286.50'],
    ['999999999', '286.50'],
  ] as const)
    expect(tierPrice(tiers, quantity)).toBe(price)
  expect(tierPrice(tiers, '-1')).toBeUndefined()
})

describe('a book', () => {
  test('of rising tiers, limits and days is good', () => {
    expect(bookFault(book({ validFrom: '2026-01-01', validUntil: '2026-01-01' }))).toBeUndefined()
    expect(bookFault(withTiers(['0', '0'], ['0.5', '1']))).toBeUndefined()
  })
  test.each([
    ['price_book.ends_before', book({ validFrom: '2026-02-01', validUntil: '2026-01-31' })],
    ['price_book.limit', book({ limits: { rep: '100.1' } })],
    ['price_book.limit', book({ limits: { rep: '-1' } })],
    ['price_book.limit', book({ limits: { rep: 'all' } })],
    [
      'price_book.product_twice',
      book({
        entries: [
          { productId: 'p', tiers },
          { productId: 'p', tiers },
        ],
      }),
    ],
    ['price_book.no_tier', withTiers()],
    ['price_book.tier_gap', withTiers(['10', '5'])],
    ['price_book.tier_order', withTiers(['1', '5'], ['1', '4'])],
    ['price_book.tier_order', withTiers(['1', '5'], ['10', '4'], ['9.9', '3'])],
    ['price_book.tier_quantity', withTiers(['-1', '5'])],
    ['price_book.tier_quantity', withTiers(['1', '5'], ['1000000000000', '4'])],
    ['price_book.tier_price', withTiers(['1', '-5'])],
    ['price_book.tier_price', withTiers(['1', ''])],
  ])('%s', (rule, wrong) => {
    expect(bookFault(wrong)?.rule).toBe(rule as never)
  })
})

test('holds from its first to its last day', () => {
  const days = { validFrom: '2026-01-01', validUntil: '2026-03-31' }
  expect(['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'].map(day => holdsOn(days, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(holdsOn({ validFrom: null, validUntil: null }, '1999-01-01')).toBe(true)
})

describe('what is taken off', () => {
  const within = (unitPrice: string, discount: string, role: string, limits = book().limits) =>
    isWithinLimit(takenOff({ unitPrice, discount }, '100'), { roles: [role], limits })

  test('counts a lower price and a discount together, to the last digit of the limit', () => {
    expect(within('100', '5', 'rep')).toBe(true)
    expect(within('100', '5.0001', 'rep')).toBe(false)
    expect(within('95', '0', 'rep')).toBe(true)
    expect(within('95', '0.0001', 'rep')).toBe(false)
    expect(within('200', '50', 'rep')).toBe(true)
    expect(within('120', '0', 'rep')).toBe(true)
  })
  test('is nothing for who is not named, all for an administrator, and the less of two roles at once', () => {
    expect(within('100', '0.0001', 'marketer')).toBe(false)
    expect(within('100', '0', 'marketer')).toBe(true)
    expect(within('100', '100', 'admin')).toBe(true)
    expect(
      isWithinLimit(takenOff({ unitPrice: '90', discount: '0' }, '100'), {
        roles: ['manager', 'rep'],
        limits: book().limits,
      }),
    ).toBe(false)
  })
  test('is the same by either way of writing it', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(10_000), (off, limit) => {
        const limits = { rep: (limit / 100).toFixed(2) }
        const text = (off / 100).toFixed(2)
        const price = ((10_000 - off) / 100).toFixed(2)
        expect(within(price, '0', 'rep', limits)).toBe(off <= limit)
        expect(within('100', text, 'rep', limits)).toBe(off <= limit)
      }),
    )
  })
})
