import { expect, test } from 'bun:test'
import type { QuoteDocument, QuoteLine } from '@sextant/db/quotes/quote-document.model'
import fc from 'fast-check'
import { compareDocuments, countChanges } from './compare.rules'

const line = (more: Partial<QuoteLine> = {}): QuoteLine => ({
  text: 'Mast',
  detail: null,
  quantity: '1',
  unitPrice: '10',
  discount: '0',
  taxPercent: '0',
  period: 'once',
  terms: 1,
  netMinor: 1000,
  ...more,
})
const of = (lines: QuoteLine[], more: Partial<QuoteDocument> = {}) =>
  ({
    title: 'Solar park',
    validUntil: '2026-12-18',
    paymentTerms: null,
    terms: null,
    customer: { name: 'Karoo' },
    lines,
    ...more,
  }) as QuoteDocument

const lines = fc.array(
  fc
    .record({ text: fc.constantFrom('Mast', 'Gateway', 'Freight'), quantity: fc.constantFrom('1', '2', '3') })
    .map(line),
  { maxLength: 8 },
)

test('equal versions differ in nothing, in whatever order their lines stand', () => {
  fc.assert(
    fc.property(lines, all => {
      expect(compareDocuments(of(all), of(all.toReversed()))).toEqual({
        lines: [],
        head: [],
        customer: false,
      })
    }),
  )
})

test('what came and went adds up to the lines of the two', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const { lines: changes } = compareDocuments(of(before), of(after))
      const { added, removed } = countChanges({ lines: changes })
      expect(before.length + added - removed).toBe(after.length)
      const back = countChanges(compareDocuments(of(after), of(before)))
      expect([back.added, back.removed]).toEqual([removed, added])
    }),
  )
})

test('a line whose figures differ is told with both, and so is what is said of the whole', () => {
  const changed = compareDocuments(
    of([line(), line({ text: 'Freight' })]),
    of([line({ quantity: '2' })], { validUntil: '2027-01-01' }),
  )
  expect(changed.lines).toEqual([
    { before: line(), after: line({ quantity: '2' }) },
    { before: line({ text: 'Freight' }), after: null },
  ])
  expect(changed.head).toEqual([{ field: 'validUntil', before: '2026-12-18', after: '2027-01-01' }])
  expect(countChanges(changed)).toEqual({ added: 0, removed: 1, changed: 1 })
})
