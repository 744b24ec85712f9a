import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { formula, roundedToSum, waterfall } from './waterfall.rules'

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
        for (const step of steps) expect(step.from).toBeLessThanOrEqual(step.to)
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
