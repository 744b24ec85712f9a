import { expect, test } from 'bun:test'
import type { ColumnFound, ColumnMapping } from '@sextant/db/mapping/mapping.model'
import fc from 'fast-check'
import {
  emptyWords,
  fieldOf,
  isClosedChoice,
  knownValues,
  rateOf,
  shareRead,
  spanOf,
  takenTwice,
  unmatchedValues,
  valuesToMatch,
} from './mapping.rules'

const column = (to: Partial<ColumnMapping> = {}): ColumnMapping => ({
  column: 0,
  field: 'status',
  create: null,
  readAs: { kind: 'select' },
  values: {},
  empty: [],
  emptyCells: null,
  ...to,
})
const found = (to: Partial<ColumnFound> = {}): ColumnFound => ({
  column: 0,
  header: 'stage',
  samples: [],
  certainty: 80,
  leak: false,
  known: null,
  unmatched: [],
  ...to,
})

test('a value needs a match unless it is an option, is matched, or means nothing, in any case of letters', () => {
  const values = found({ samples: ['New', 'HOT', 'n/a', 'Maybe'] })
  const mapped = column({ values: { hot: 'working' }, empty: ['N/A'] })
  expect(unmatchedValues(values, mapped, ['new', 'working'])).toEqual(['Maybe'])
  expect(valuesToMatch(values, mapped)).toEqual(['hot', 'New', 'n/a', 'Maybe'])
})

test('never more values are said to be known than there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), fc.nat(50), (samples, unmatched, of) => {
      const { of: all, matched } = knownValues(found({ samples, known: { of, matched: 0 } }), unmatched)
      expect(matched).toBeGreaterThanOrEqual(0)
      expect(matched).toBeLessThanOrEqual(all)
      expect(all).toBeGreaterThanOrEqual(unmatched.length)
    }),
  )
})

test('of columns for one field every one but the first is told which was first', () => {
  const mapping = [column(), column({ column: 1, field: null }), column({ column: 2 }), column({ column: 3 })]
  expect([...takenTwice(mapping)]).toEqual([
    [2, 0],
    [3, 0],
  ])
})

test('a column becomes a field of the entity, an own field, or the one to be made', () => {
  const own = [
    { key: 'tier', label: 'Tier', kind: 'select' as const, options: ['A', 'B'], afterwards: false },
  ]
  expect(isClosedChoice(fieldOf('lead', column(), own))).toBe(true)
  expect(isClosedChoice(fieldOf('lead', column({ field: 'custom.tier' }), own))).toBe(true)
  expect(isClosedChoice(fieldOf('lead', column({ field: 'source' }), own))).toBe(false)
  const made = { label: 'Fleet', kind: 'integer' as const, afterwards: true }
  expect(fieldOf('lead', column({ field: 'custom.fleet', create: made }), own)?.traits.afterwards).toBe(true)
  expect(fieldOf('lead', column({ field: null }), own)).toBeUndefined()
})

test('words that mean nothing are read from a list, without doubles', () => {
  expect(emptyWords(' n/a, -, ,n/a')).toEqual(['n/a', '-'])
})

test('a rate is told only once rows were seen to move', () => {
  expect(rateOf([])).toBeUndefined()
  expect(rateOf([{ at: 0, rows: 0 }])).toBeUndefined()
  expect(
    rateOf([
      { at: 0, rows: 10 },
      { at: 5000, rows: 10 },
    ]),
  ).toBeUndefined()
  expect(
    rateOf([
      { at: 0, rows: 0 },
      { at: 2000, rows: 5000 },
    ]),
  ).toBe(2500)
})

test('a time that is left is coarse, and never nothing', () => {
  expect(spanOf(0.2)).toEqual({ unit: 'seconds', n: 1 })
  expect(spanOf(43)).toEqual({ unit: 'seconds', n: 45 })
  expect(spanOf(200)).toEqual({ unit: 'minutes', n: 3 })
  expect(spanOf(2 * 3600 + 1200)).toEqual({ unit: 'hours', n: 2, m: 20 })
})

test('the share read is between nothing and all, and all when it is done', () => {
  const counts = { read: 10, created: 0, updated: 0, skipped: 0, refused: 0 }
  const base = { byteOffset: 50, bytes: 200, counts, rowsTotal: 20 }
  expect(shareRead({ ...base, state: 'running' })).toBe(0.25)
  expect(shareRead({ ...base, byteOffset: 0, state: 'running' })).toBe(0.5)
  expect(shareRead({ ...base, byteOffset: 900, state: 'running' })).toBe(1)
  expect(shareRead({ ...base, state: 'done' })).toBe(1)
})
