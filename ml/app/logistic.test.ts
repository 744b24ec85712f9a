import { expect, test } from 'bun:test'
import { fitEncoder, openEncoder } from './encode'
import { fitLogistic, linearPredictor } from './logistic'
import { seededRandom } from './random'

const features = [
  { key: 'x', label: 'X', kind: 'number' as const },
  { key: 'c', label: 'C', kind: 'category' as const },
]
const random = seededRandom(8)
const rows = Array.from({ length: 20_000 }, (_, i) => {
  const x = 2 * random() - 1
  const c = random() < 0.5 ? 'a' : 'b'
  const truth = 2 * x + (c === 'a' ? 1 : -1) - 0.5
  const label = random() < 1 / (1 + Math.exp(-truth)) ? 1 : 0
  return { id: String(i), at: 0, values: { x, c }, truth, label }
})
const open = openEncoder(fitEncoder(features, rows))
const encoded = open.encode(rows)
const labels = Uint8Array.from(rows, row => row.label)

test('a linear truth is found again', () => {
  const logits = linearPredictor(open, fitLogistic(open, encoded, labels, 1e-5)).logits(encoded)
  const miss = rows.reduce((sum, row, i) => sum + Math.abs(logits[i]! - row.truth), 0) / rows.length
  expect(miss).toBeLessThan(0.06)
})

test('the bins of a number carry no weight, and a strong penalty leaves little but the base rate', () => {
  const { weights } = fitLogistic(open, encoded, labels, 1e-4)
  open.table.roles.forEach((role, c) => {
    if (role === 'bin') expect(weights[c]!).toBe(0)
  })
  const shrunk = linearPredictor(open, fitLogistic(open, encoded, labels, 1000)).logits(encoded)
  const rate = labels.reduce((sum, label) => sum + label, 0) / labels.length
  for (const logit of shrunk.subarray(0, 50)) expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(rate, 2)
})
