import { expect, test } from 'bun:test'
import type { DealLines } from '@sextant/db/lines/lines.model'
import {
  bookPrice,
  classFor,
  emptyLine,
  type Known,
  liveTotals,
  sentOf,
  type TypedLine,
  typedOf,
} from './line-edit.rules'

const line = (more: Partial<TypedLine> = {}): TypedLine => ({
  ...emptyLine(),
  item: 'Mast',
  unitPrice: '10.05',
  ...more,
})
const typed = (...lines: TypedLine[]) => ({
  currency: 'EUR',
  priceBookId: '',
  taxCountry: 'DE',
  taxIncluded: false,
  discountReason: '',
  lines,
})
const products = [{ id: 'p1', name: 'Gateway' }]
const tiers = [
  { from: '1', price: '318' },
  { from: '100', price: '304' },
]
const known: Known = {
  products,
  taxes: [{ country: 'DE', taxClass: 'standard', percent: '19' }],
  books: [
    {
      id: 'b1',
      name: 'Africa',
      currency: 'EUR',
      validFrom: null,
      validUntil: null,
      limits: {},
      entries: [{ productId: 'p1', productName: 'Gateway', tiers }],
    },
  ],
}

test('the sums follow every key, and leave out what cannot be read yet', () => {
  const { nets, totals } = liveTotals(
    typed(line({ quantity: '2', taxClass: 'standard' }), line({ quantity: '' }), line({ unitPrice: '1,5' })),
    known,
  )
  expect(nets).toEqual([2010, null, 150])
  expect(totals).toMatchObject({ netMinor: 2160, taxMinor: 382, totalMinor: 2542 })
})

test('what is sent is what was typed: products by their name, other texts as they are, empty lines not at all', () => {
  const sent = sentOf(
    typed(line({ item: ' Gateway ' }), line({ discount: '12,5', period: 'month', terms: '24' }), emptyLine()),
    known,
  )
  expect(sent.lines).toMatchObject([
    { productId: 'p1', text: null, quantity: '1', unitPrice: '10.05', discount: '0', terms: 1 },
    { productId: null, text: 'Mast', discount: '12.5', period: 'month', terms: 24 },
  ])
  // What comes once has no term, whatever was chosen before.
  expect(sentOf(typed(line({ terms: '24' })), known).lines[0]!.terms).toBe(1)
})

test('what was saved is typed again as it was', () => {
  const told = {
    currency: 'SAR',
    priceBookId: null,
    taxCountry: 'SA',
    taxIncluded: true,
    version: 3,
    totals: {},
    lines: [
      {
        productId: 'p1',
        productName: 'Gateway',
        text: null,
        quantity: '0.333',
        unitPrice: '1180',
        discount: '0',
        taxClass: 'standard',
        taxPercent: '15',
        period: 'year',
        terms: 3,
        netMinor: 1,
      },
    ],
  } as unknown as DealLines
  const again = sentOf(typedOf(told, 'EUR'), known)
  expect(again).toEqual({
    currency: 'SAR',
    priceBookId: null,
    taxCountry: 'SA',
    taxIncluded: true,
    discountReason: null,
    lines: [
      {
        productId: 'p1',
        text: null,
        quantity: '0.333',
        unitPrice: '1180',
        discount: '0',
        taxClass: 'standard',
        period: 'year',
        terms: 3,
      },
    ],
  })
  expect(typedOf({ ...told, currency: null, lines: [] }, 'EUR')).toMatchObject({
    currency: 'EUR',
    lines: [emptyLine()],
  })
})

test('a price that is not typed is the book’s at the quantity, on the screen as on the server', () => {
  const priced = { ...typed(line({ item: 'Gateway', unitPrice: '', quantity: '100' })), priceBookId: 'b1' }
  expect(bookPrice(priced.lines[0]!, priced, known)).toBe('304')
  expect(liveTotals(priced, known).nets).toEqual([3_040_000])
  expect(sentOf(priced, known)).toMatchObject({
    priceBookId: 'b1',
    lines: [{ productId: 'p1', unitPrice: null }],
  })
  expect(liveTotals(typed(line({ item: 'Gateway', unitPrice: '' })), known).nets).toEqual([null])
})

test('a line has the class of its product where the country has it, and keeps its own', () => {
  const taxed: Known = { ...known, products: [{ id: 'p1', name: 'Gateway', taxClass: 'Reduced' }] }
  const reduced = { country: 'DE', taxClass: 'reduced', percent: '7' }
  const both: Known = { ...taxed, taxes: [...known.taxes, reduced] }
  const gateway = line({ item: 'Gateway' })
  expect(classFor(gateway, typed(gateway), both)).toBe('reduced')
  expect(classFor({ ...gateway, taxClass: 'standard' }, typed(), both)).toBe('standard')
  expect(classFor(gateway, typed(), taxed)).toBe('')
  expect(classFor(gateway, { ...typed(), taxCountry: '' }, both)).toBe('')
  expect(classFor(line(), typed(), both)).toBe('')
})
