import { expect, test } from 'bun:test'
import fc from 'fast-check'
import type { ScoreParts } from './score-history.model'
import { movedBetween } from './score-history.rules'

const points = fc.integer({ min: -40, max: 40 })
const parts: fc.Arbitrary<ScoreParts> = fc.record({
  base: fc.integer({ min: 0, max: 100 }),
  others: points,
  reasons: fc.uniqueArray(
    fc.record({
      feature: fc.constantFrom('source', 'industry', 'custom.plan', 'employees', 'country', 'city', 'value'),
      label: fc.constant('Label'),
      points,
      value: fc.constantFrom(null, 'x', 3),
    }),
    { maxLength: 6, selector: reason => reason.feature },
  ),
})
const sum = ({
  base,
  reasons,
  others,
}: Pick<ScoreParts, 'base' | 'others'> & { reasons: { points: number }[] }) =>
  reasons.reduce((total, reason) => total + reason.points, base + others)

test('what moved adds up to the change of the score, largest first, and nothing is told that did not move', () => {
  fc.assert(
    fc.property(parts, parts, (before, after) => {
      const moved = movedBetween(before, after)
      expect(sum(moved)).toBe(sum(after) - sum(before))
      expect(moved.reasons.every(reason => reason.points !== 0)).toBe(true)
      const sizes = moved.reasons.map(reason => Math.abs(reason.points))
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    }),
  )
  expect(
    movedBetween(
      { base: 20, others: 1, reasons: [{ feature: 'source', label: 'Source', points: 9, value: 'event' }] },
      { base: 20, others: 3, reasons: [{ feature: 'source', label: 'Source', points: 4, value: 'web' }] },
    ),
  ).toEqual({ base: 0, reasons: [{ feature: 'source', label: 'Source', points: -5 }], others: 2 })
})
