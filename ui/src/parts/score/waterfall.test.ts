import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { axisOf, barOf, formula, roundedToSum, waterfall } from './waterfall.rules'

const words = { base: 'Base', others: (n: number) => `Others ${n}` }
const points = fc.double({ min: -60, max: 60, noNaN: true })

test('printed figures always add up to the printed score', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.array(points, { maxLength: 30 }),
      (base, list) => {
        const score = base + list.reduce((sum, value) => sum + value, 0)
        const reasons = list.map((value, index) => ({ label: `r${index}`, points: value }))
        const steps = waterfall(base, reasons, score, words)
        expect(steps.reduce((sum, step) => sum + step.points, 0)).toBe(Math.round(score) + 0)
        expect(steps.length).toBeLessThanOrEqual(8)
        for (const step of steps) expect(step.to - step.from).toBe(Math.abs(step.points))
      },
    ),
  )
})

test('rounding moves no figure by one or more when the parts sum to the total', () => {
  fc.assert(
    fc.property(fc.array(points, { minLength: 1, maxLength: 20 }), parts => {
      const sum = parts.reduce((total, part) => total + part, 0)
      const shifted = [...parts, Math.round(sum) - sum]
      roundedToSum(shifted, Math.round(sum)).forEach((figure, index) => {
        expect(Math.abs(figure - (shifted[index] ?? 0))).toBeLessThan(1 + 1e-6)
      })
    }),
  )
})

test('gains by size, then losses by size, then all others, as the mock shows', () => {
  const reasons = [18, 14, 11, 9, 5, -6, 1, 0.5, 0.5].map((value, index) => ({
    label: `r${index}`,
    points: value,
  }))
  const steps = waterfall(34, reasons, 87, words)
  expect(steps.map(step => step.points)).toEqual([34, 18, 14, 11, 9, 5, -6, 2])
  expect(steps.at(-1)?.label).toBe('Others 3')
  expect(formula(steps, String)).toBe('34 + 59 \u2212 6')
})

test('every bar is as long as its number, each begins where the one before ended, and none leaves the track', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.array(fc.integer({ min: -90, max: 90 }), { maxLength: 6 }),
      (base, list) => {
        const score = list.reduce((sum, value) => sum + value, base)
        const steps = waterfall(
          base,
          list.map((value, i) => ({ label: `r${i}`, points: value })),
          score,
          words,
        )
        const axis = axisOf(steps)
        const perPoint = barOf({ from: 0, to: 1 }, axis).length
        let end = barOf({ from: 0, to: 0 }, axis).start
        for (const step of steps) {
          const { start, length } = barOf(step, axis)
          expect(length).toBeCloseTo(Math.abs(step.points) * perPoint, 9)
          expect(step.points < 0 ? start + length : start).toBeCloseTo(end, 9)
          expect(start).toBeGreaterThanOrEqual(-1e-9)
          expect(start + length).toBeLessThanOrEqual(100 + 1e-9)
          end = step.points < 0 ? start : start + length
        }
        expect(end).toBeCloseTo(
          barOf({ from: 0, to: score }, axis).start + barOf({ from: 0, to: score }, axis).length,
          9,
        )
      },
    ),
  )
})

test('34, then gains to 124 and a loss to 90: nothing is cut off at 100, and a loss of 34 is as long as a base of 34', () => {
  const steps = waterfall(
    34,
    [
      { label: 'a', points: 60 },
      { label: 'b', points: 30 },
      { label: 'c', points: -34 },
    ],
    90,
    words,
  )
  const axis = axisOf(steps)
  expect(axis).toEqual({ low: 0, high: 124 })
  const [base, , , loss] = steps.map(step => barOf(step, axis).length)
  expect(loss).toBeCloseTo(base!, 9)
})
