import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { isKnown, isTooLittle, knownShare, leastKnown, unknownOf } from './known.rules'
import type { FeatureDef } from './spec.model'

const features: FeatureDef[] = [
  { key: 'source', label: 'Source', kind: 'category' },
  { key: 'employees', label: 'Employees', kind: 'number' },
  { key: 'phone.known', label: 'Phone known', kind: 'boolean', evidence: 'something' },
  { key: 'calls', label: 'Calls', kind: 'number', evidence: 'something' },
  { key: 'reply', label: 'First reply', kind: 'category', evidence: 'something' },
  { key: 'weekday', label: 'Weekday', kind: 'category', evidence: 'circumstance' },
]
const weights = new Map([
  ['source', 0.3],
  ['employees', 0.2],
  ['phone.known', 0.1],
  ['calls', 0.1],
  ['reply', 0.1],
  ['weekday', 0.2],
])

test('a value is known when there is one; of what there may be none of, only when there is some', () => {
  expect(isKnown(features[1]!, 0)).toBe(true)
  expect(isKnown(features[1]!, null)).toBe(false)
  expect(isKnown(features[0]!, '')).toBe(false)
  expect(isKnown(features[2]!, false)).toBe(false)
  expect(isKnown(features[2]!, true)).toBe(true)
  expect(isKnown(features[3]!, 0)).toBe(false)
  expect(isKnown(features[4]!, 'none')).toBe(false)
  expect(isKnown(features[4]!, 'later')).toBe(true)
})

test('a record with a name and a day only has nothing known, and what it lacks is told, what counts most first', () => {
  const bare = { 'phone.known': false, calls: 0, reply: 'none', weekday: 'monday' }
  expect(knownShare(features, weights, bare)).toBe(0)
  expect(unknownOf(features, weights, bare, 3).map(({ key }) => key)).toEqual([
    'source',
    'employees',
    'phone.known',
  ])
  expect(knownShare(features, weights, { ...bare, source: 'web' })).toBeCloseTo(0.3 / 0.8, 9)
})

test('what is made of another that is missing is not named besides', () => {
  const rank: FeatureDef = { key: 'source.rank', label: 'Rank', kind: 'category' }
  const both = new Map([...weights, ['source.rank', 0.5]])
  expect(unknownOf([rank, ...features], both, {}, 2).map(({ key }) => key)).toEqual(['source', 'employees'])
})

test('it is asked for no more than records usually have, and never for nothing', () => {
  expect(leastKnown([0.9, 0.8, 1])).toBe(0.2)
  expect(leastKnown([0.3, 0.3, 0.3])).toBeCloseTo(0.1, 9)
  expect(leastKnown([])).toBe(0)
  expect(isTooLittle(0, 0)).toBe(true)
  expect(isTooLittle(0.19, 0.2)).toBe(true)
  expect(isTooLittle(0.2, 0.2)).toBe(false)
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1 }), shares => {
      const least = leastKnown(shares)
      const refused = shares.filter(share => isTooLittle(share, least)).length
      expect(refused).toBeLessThan(shares.length / 2 + 1)
    }),
  )
})

test('where nothing that could be known counts, everything is known', () => {
  expect(knownShare(features, new Map([['weekday', 1]]), {})).toBe(1)
})
