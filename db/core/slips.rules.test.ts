import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { slipsBetween } from './slips.rules'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', 'ن'), maxLength: 8 })

/** Levenshtein’s distance as its definition says, without any shortcut. */
function levenshtein(a: string, b: string): number {
  if (!a || !b) return a.length + b.length
  return Math.min(
    levenshtein(a.slice(1), b) + 1,
    levenshtein(a, b.slice(1)) + 1,
    levenshtein(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  )
}

test('one slip of the hand is one: left out, added, replaced, swapped', () => {
  for (const slip of ['hllo', 'helllo', 'hallo', 'ehllo']) expect(slipsBetween(slip, 'hello', 3)).toBe(1)
  expect(slipsBetween('kitten', 'sitting', 5)).toBe(3)
  expect(slipsBetween('', 'abc', 5)).toBe(3)
})

test('it is the same both ways, nought for the same word only, and stops counting past the most', () => {
  fc.assert(
    fc.property(word, word, fc.nat(9), (a, b, most) => {
      const slips = slipsBetween(a, b, 20)
      expect(slipsBetween(b, a, 20)).toBe(slips)
      expect(slips === 0).toBe(a === b)
      expect(slipsBetween(a, b, most)).toBe(Math.min(slips, most + 1))
    }),
  )
})

test('it is never more than Levenshtein’s distance, nor less than half of it', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
  fc.assert(
    fc.property(short, short, (a, b) => {
      const slips = slipsBetween(a, b, 20)
      expect(slips).toBeLessThanOrEqual(levenshtein(a, b))
      expect(slips * 2).toBeGreaterThanOrEqual(levenshtein(a, b))
    }),
  )
})
