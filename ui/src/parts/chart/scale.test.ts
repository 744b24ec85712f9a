import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { decimals, stepOf, ticks } from './scale.rules'

test('labels of an axis carry as many decimals as tell them apart', () => {
  expect([25, 5, 0.5, 0.25, 0.2, 0.025, 0.001].map(decimals)).toEqual([0, 0, 1, 2, 1, 3, 3])
  expect(stepOf([0.3])).toBe(1)
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.double({ min: 1e-3, max: 100, noNaN: true }),
      (from, width) => {
        const values = ticks(from, from + width)
        const labels = values.map(value => value.toFixed(decimals(stepOf(values))))
        expect(new Set(labels).size).toBe(values.length)
        expect(labels.map(Number)).toEqual(values.map(value => expect.closeTo(value, 9)))
      },
    ),
  )
})

test('ticks cover the values, evenly and at round figures', () => {
  expect(ticks(0, 1)).toEqual([0, 0.25, 0.5, 0.75, 1])
  expect(ticks(0, 0.56)).toEqual([0, 0.2, 0.4, 0.6])
  expect(ticks(0.287, 0.38)).toEqual([0.275, 0.3, 0.325, 0.35, 0.375, 0.4])
  expect(ticks(3, 3)).toEqual([3])
})
