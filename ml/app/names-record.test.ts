import { expect, test } from 'bun:test'
import { isOwnText, isRunningNumber } from './names-record'
import { seededRandom } from './random'
import type { FeatureValue } from './spec.model'

const rowsOf = (count: number, value: (i: number) => FeatureValue) =>
  Array.from({ length: count }, (_, i) => ({
    id: `r${i}`,
    at: 0,
    label: (i % 2) as 0 | 1,
    values: { f: value(i) },
  }))
const number = { key: 'f', label: 'F', kind: 'number' as const }
const category = { key: 'f', label: 'F', kind: 'category' as const }

test('row numbers, running ids with gaps, in any order, and texts of their own are told', () => {
  expect(
    isRunningNumber(
      number,
      rowsOf(1000, i => i + 1),
    ),
  ).toBe(true)
  expect(
    isRunningNumber(
      number,
      rowsOf(1000, i => ((i * 7919) % 1000) + 500_000),
    ),
  ).toBe(true)
  expect(
    isRunningNumber(
      number,
      rowsOf(3000, i => 80_000 + i * 40 + (i % 13)),
    ),
  ).toBe(true)
  expect(
    isOwnText(
      category,
      rowsOf(300, i => `C-${10_000 + i}`),
    ),
  ).toBe(true)
  expect(
    isOwnText(
      category,
      rowsOf(300, i => `عميل ${i}`),
    ),
  ).toBe(true)
})

test('counts, amounts, measures, a few rows, and texts that are shared or often missing are not', () => {
  const random = seededRandom(1)
  expect(
    isRunningNumber(
      number,
      rowsOf(5000, () => Math.floor(random() * 40)),
    ),
  ).toBe(false)
  expect(
    isRunningNumber(
      number,
      rowsOf(5000, () => Math.round(Math.exp(8 + 2 * random()))),
    ),
  ).toBe(false)
  expect(
    isRunningNumber(
      number,
      rowsOf(300, () => Math.floor(1e9 * random())),
    ),
  ).toBe(false)
  expect(
    isRunningNumber(
      number,
      rowsOf(1000, () => random()),
    ),
  ).toBe(false)
  expect(
    isRunningNumber(
      number,
      rowsOf(60, i => i),
    ),
  ).toBe(false)
  expect(
    isRunningNumber(
      number,
      rowsOf(1000, () => null),
    ),
  ).toBe(false)
  expect(
    isOwnText(
      category,
      rowsOf(1000, i => `company ${i % 400}`),
    ),
  ).toBe(false)
})
