import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { largestRemainder, mostReasons, waterfall } from './reasons.rules'

/** A base, contributions and the probability (in points) that they add up to. */
const explained = fc
  .record({
    base: fc.double({ min: 0, max: 100, noNaN: true }),
    score: fc.double({ min: 0, max: 100, noNaN: true }),
    weights: fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 24 }),
  })
  .map(({ base, score, weights }) => {
    const gap = (score - base - weights.reduce((sum, weight) => sum + weight, 0)) / weights.length
    return { base, score, parts: weights.map((weight, i) => ({ feature: `f${i}`, points: weight + gap })) }
  })

test('the printed figures add up to the printed score, and the base and score are rounded plainly', () => {
  fc.assert(
    fc.property(explained, ({ base, score, parts }) => {
      const printed = waterfall(base, parts, Math.round(score))
      const sum = printed.reasons.reduce((total, reason) => total + reason.points, printed.base)
      expect(sum + printed.others.points).toBe(printed.score)
      expect(printed.base).toBe(Math.round(base))
      expect(printed.score).toBe(Math.round(score))
    }),
    { numRuns: 2000 },
  )
})

test('at most six reasons are shown, none of zero, gains by size and then losses by size, and the others are counted', () => {
  fc.assert(
    fc.property(explained, ({ base, score, parts }) => {
      const { reasons, others } = waterfall(base, parts, Math.round(score))
      expect(reasons.length).toBeLessThanOrEqual(mostReasons)
      expect(reasons.length + others.count).toBe(parts.length)
      const losses = reasons.findIndex(reason => reason.points < 0)
      const gains = losses < 0 ? reasons : reasons.slice(0, losses)
      expect(gains.every(reason => reason.points > 0)).toBe(true)
      expect(reasons.slice(gains.length).every(reason => reason.points < 0)).toBe(true)
      for (const run of [gains, reasons.slice(gains.length)]) {
        const sizes = run.map(reason => Math.abs(reason.points))
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
      }
    }),
    { numRuns: 1000 },
  )
})

test('a printed reason is less than two points from its exact figure', () => {
  fc.assert(
    fc.property(explained, ({ base, score, parts }) => {
      const exact = new Map(parts.map(part => [part.feature, part.points]))
      for (const reason of waterfall(base, parts, Math.round(score)).reasons) {
        expect(Math.abs(reason.points - exact.get(reason.feature)!)).toBeLessThan(2)
      }
    }),
    { numRuns: 1000 },
  )
})

test('whole numbers go to the largest fractions first', () => {
  expect(largestRemainder([1.2, 2.7, -0.6], 3)).toEqual([1, 3, -1])
  expect(largestRemainder([0.4, 0.4, 0.4], 1)).toEqual([1, 0, 0])
  expect(largestRemainder([], 0)).toEqual([])
})

test('without contributions the score is the base', () => {
  expect(waterfall(34.4, [], 34)).toEqual({
    base: 34,
    score: 34,
    reasons: [],
    others: { count: 0, points: 0 },
  })
})
