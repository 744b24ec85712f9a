import { expect, test } from 'bun:test'
import type { DealLines, Line } from '@sextant/db/lines/lines.model'
import { ladderOf, withQuantity } from './ladder.rules'

const tiers = [
  { from: '1', price: '318' },
  { from: '100', price: '304' },
  { from: '250', price: '286.50' },
  { from: '500', price: '274' },
]
const line = (more: Partial<Line> = {}): Line => ({
  productId: 'p1',
  productName: 'Monitor',
  text: null,
  quantity: '480',
  unitPrice: '286.5',
  discount: '8',
  taxClass: null,
  taxPercent: '15',
  period: 'once',
  terms: 1,
  netMinor: 12_651_840,
  bookPrice: '286.5',
  approval: null,
  asked: null,
  mayDecide: false,
  ...more,
})

test('the ladder says where the line stands, and what the next tier gains', () => {
  const ladder = ladderOf(line(), tiers, 'USD')
  expect(ladder?.steps.map(({ from, until, here }) => [from, until, here])).toEqual([
    ['1', '99', false],
    ['100', '249', false],
    ['250', '499', true],
    ['500', null, false],
  ])
  // 480 × 286.50 × 0.92 against 500 × 274 × 0.92.
  expect(ladder?.next).toEqual({ quantity: '500', moreMinor: 12_604_000 - 12_651_840 })
  expect(ladderOf(line({ quantity: '1' }), tiers, 'USD')?.next?.moreMinor).toBeGreaterThan(0)
  expect(ladderOf(line({ quantity: '500' }), tiers, 'USD')?.next).toBeUndefined()
  expect(ladderOf(line({ quantity: '0.5' }), tiers, 'USD')?.steps[0]).toMatchObject({ from: '1', here: true })
})

test('where one price holds there is no ladder, and tiers of parts have no last quantity', () => {
  expect(ladderOf(line(), tiers.slice(0, 1), 'USD')).toBeUndefined()
  const parts = [
    { from: '0', price: '9' },
    { from: '2.5', price: '8' },
  ]
  expect(ladderOf(line({ quantity: '2' }), parts, 'USD')?.steps).toMatchObject([
    { from: '1', until: null, here: true },
    { from: '2.5', until: null, here: false },
  ])
})

test('another quantity takes the price of the book, and leaves the other lines', () => {
  const told = {
    currency: 'USD',
    priceBookId: 'b1',
    taxCountry: null,
    taxIncluded: false,
    lines: [line(), line({ unitPrice: '300', text: 'Mast' })],
  } as unknown as DealLines
  expect(withQuantity(told, 0, '500').lines).toMatchObject([
    { productId: 'p1', quantity: '500', unitPrice: null, discount: '8' },
    { text: 'Mast', quantity: '480', unitPrice: '300' },
  ])
})
