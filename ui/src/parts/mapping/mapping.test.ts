import { expect, test } from 'bun:test'
import fc from 'fast-check'
import {
  emptyWords,
  fieldOf,
  isClosedChoice,
  knownValues,
  takenTwice,
  unmatchedValues,
  valuesToMatch,
} from './mapping.rules'
import { scratchColumn as column, scratchFound as found } from './scratch-draft'

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
  expect(emptyWords('لا يوجد، -،n/a')).toEqual(['لا يوجد', '-', 'n/a'])
})
