import { asLevel, asNumber } from './encode-feature'
import type { FeatureDef, TrainingRow } from './spec.model'

const leastRows = 100
/** So many pairs of equal numbers would have to be found, and not a tenth of them is. */
const expectedPairs = 20

/**
 * Whether a number is one that is given out one by one: a row number, a customer number. Numbers drawn with replacement from a range meet again as
 * birthdays do (n²/2 pairs over the range); these never do. They stand for the order in which records came, and what is learnt from
 * that ends with the last one.
 */
export const isRunningNumber = ({ key }: FeatureDef, rows: readonly TrainingRow[]): boolean =>
  runs(rows.map(row => asNumber(row.values[key])))

/** Whether hardly any two rows share a text. */
export function isOwnText({ key }: FeatureDef, rows: readonly TrainingRow[]): boolean {
  const levels = rows.map(row => asLevel(row.values[key])).filter(level => level !== null)
  return levels.length > 0.9 * rows.length && new Set(levels).size > 0.9 * levels.length
}

function runs(values: readonly (number | null)[]): boolean {
  const present = values.filter(value => value !== null)
  if (present.length < leastRows || !present.every(Number.isInteger)) return false
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of present) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const expected = (present.length * (present.length - 1)) / 2 / (high - low + 1)
  if (expected < expectedPairs) return false
  const met = new Map<number, number>()
  let pairs = 0
  for (const value of present) {
    const before = met.get(value) ?? 0
    pairs += before
    if (pairs >= expected / 10) return false
    met.set(value, before + 1)
  }
  return true
}
