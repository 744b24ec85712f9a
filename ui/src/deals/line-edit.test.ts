import { expect, test } from 'bun:test'
import type { DealLines } from '@sextant/db/lines/lines.model'
import { emptyLine, liveTotals, sentOf, type TypedLine, typedOf } from './line-edit.rules'

const line = (more: Partial<TypedLine> = {}): TypedLine => ({
  ...emptyLine(),
  item: 'Mast',
  unitPrice: '10.05',
  ...more,
})
const typed = (...lines: TypedLine[]) => ({ currency: 'EUR', taxCountry: 'DE', taxIncluded: false, lines })
const taxes = [{ country: 'DE', taxClass: 'standard', percent: '19' }]

test('the sums follow every key, and leave out what cannot be read yet', () => {
  const { nets, totals } = liveTotals(
    typed(line({ quantity: '2', taxClass: 'standard' }), line({ quantity: '' }), line({ unitPrice: '1,5' })),
    taxes,
  )
  expect(nets).toEqual([2010, null, 150])
  expect(totals).toMatchObject({ netMinor: 2160, taxMinor: 382, totalMinor: 2542 })
})

test('what is sent is what was typed: products by their name, other texts as they are, empty lines not at all', () => {
  const products = [{ id: 'p1', name: 'Gateway' }]
  const sent = sentOf(
    typed(line({ item: ' Gateway ' }), line({ discount: '12,5', period: 'month', terms: '24' }), emptyLine()),
    products,
  )
  expect(sent.lines).toMatchObject([
    { productId: 'p1', text: null, quantity: '1', unitPrice: '10.05', discount: '0', terms: 1 },
    { productId: null, text: 'Mast', discount: '12.5', period: 'month', terms: 24 },
  ])
  // What comes once has no term, whatever was chosen before.
  expect(sentOf(typed(line({ terms: '24' })), []).lines[0]!.terms).toBe(1)
})

test('what was saved is typed again as it was', () => {
  const told = {
    currency: 'SAR',
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
  const again = sentOf(typedOf(told, 'EUR'), [{ id: 'p1', name: 'Gateway' }])
  expect(again).toEqual({
    currency: 'SAR',
    taxCountry: 'SA',
    taxIncluded: true,
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
