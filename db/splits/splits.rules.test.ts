import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { evenly, faultOf, partsOf, percentOf, pointsOf, sumOf, wholePoints } from './splits.rules'

const of = (...points: number[]) => points.map((one, at) => ({ memberId: `m${at}`, points: one }))

test('shares come to the whole, each above zero, and nobody has two', () => {
  expect(faultOf([])).toBeUndefined()
  expect(faultOf(of(10_000))).toBeUndefined()
  expect(faultOf(of(3333, 3333, 3334))).toBeUndefined()
  expect(faultOf(of(5000, 4999))).toEqual({ rule: 'split.sum' })
  expect(faultOf(of(5000, 5001))).toEqual({ rule: 'split.sum' })
  expect(faultOf(of(10_000, 0))).toEqual({ rule: 'split.share', at: 1 })
  expect(faultOf(of(10_001, -1))).toEqual({ rule: 'split.share', at: 0 })
  const twice = [
    { memberId: 'AB', points: 5000 },
    { memberId: 'ab', points: 5000 },
  ]
  expect(faultOf(twice)).toEqual({ rule: 'split.twice', at: 1 })
})

test('percentages are read to the hundredth and written back', () => {
  expect([pointsOf('33.33'), pointsOf(' 33,3'), pointsOf('100'), pointsOf('0.01'), pointsOf('7.')]).toEqual([
    3333, 3330, 10_000, 1, 700,
  ])
  for (const typed of ['', '33.333', '-1', '1e2', '.5', 'x', '1000']) expect(pointsOf(typed)).toBeUndefined()
  fc.assert(
    fc.property(fc.integer({ min: 0, max: wholePoints }), points => pointsOf(percentOf(points)) === points),
  )
})

test('any number of people divide the whole evenly, within a hundredth of a percent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), people => {
      const points = evenly(people)
      expect(sumOf(points.map(one => ({ points: one })))).toBe(wholePoints)
      expect(Math.max(...points) - Math.min(...points)).toBeLessThanOrEqual(1)
    }),
  )
})

test('parts sum to the amount to the cent, and each is within one of its exact share', () => {
  const amount = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
  const shares = fc
    .array(fc.integer({ min: 1, max: wholePoints - 1 }), { maxLength: 19 })
    .map(cuts => [...new Set(cuts)].sort((a, b) => a - b))
    .map(cuts => [...cuts, wholePoints].map((cut, at) => cut - (cuts[at - 1] ?? 0)))
  fc.assert(
    fc.property(amount, shares, (minor, points) => {
      const parts = partsOf(minor, points)
      expect(parts.reduce((all, part) => all + BigInt(part), 0n)).toBe(BigInt(minor))
      for (const [at, part] of parts.entries()) {
        const off = BigInt(part) * 10_000n - BigInt(minor) * BigInt(points[at]!)
        expect(off > -10_000n && off < 10_000n).toBe(true)
      }
    }),
  )
  expect(partsOf(100, [3333, 3333, 3334])).toEqual([33, 33, 34])
  expect(partsOf(1, [5000, 5000])).toEqual([1, 0])
  expect(partsOf(-101, [5000, 5000])).toEqual([-51, -50])
})
