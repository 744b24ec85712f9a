import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { aucDifference, aucOf } from './auc'
import { compare, evaluate, hasSignal, wilson } from './evaluate'
import { seededRandom } from './random'

test('the AUC is the share of pairs in which the positive ranks higher, ties counting half', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 1)), {
    minLength: 2,
    maxLength: 40,
  })
  fc.assert(
    fc.property(pairs, rows => {
      const up = rows.filter(row => row[1] === 1)
      const down = rows.filter(row => row[1] === 0)
      fc.pre(up.length > 0 && down.length > 0)
      let won = 0
      for (const [a] of up) for (const [b] of down) won += a > b ? 1 : a === b ? 0.5 : 0
      const { auc } = aucOf(
        rows.map(row => row[0]),
        rows.map(row => row[1]),
      )
      expect(auc).toBeCloseTo(won / (up.length * down.length), 10)
    }),
  )
})

test('the standard error of the AUC is the spread it really has over repeated samples', () => {
  const random = seededRandom(1)
  const samples = Array.from({ length: 300 }, () => {
    const labels = Array.from({ length: 300 }, () => (random() < 0.3 ? 1 : 0))
    return aucOf(
      labels.map(label => random() + 0.3 * label),
      labels,
    )
  })
  const mean = samples.reduce((sum, sample) => sum + sample.auc, 0) / 300
  const spread = Math.sqrt(samples.reduce((sum, sample) => sum + (sample.auc - mean) ** 2, 0) / 299)
  const claimed = samples.reduce((sum, sample) => sum + sample.error, 0) / 300
  expect(claimed / spread).toBeGreaterThan(0.85)
  expect(claimed / spread).toBeLessThan(1.15)
})

test('a model compared with itself differs by nothing; the truth is clearly better than noise, never the other way round', () => {
  const random = seededRandom(2)
  const truth = Array.from({ length: 2000 }, () => random())
  const labels = truth.map(p => (random() < p ? 1 : 0))
  const noise = truth.map(() => random())
  expect(aucDifference(truth, truth, labels)).toEqual({ difference: 0, error: 0 })
  expect(compare(truth, noise, labels).clear).toBe(true)
  expect(compare(truth, noise, labels).logLoss).toBeGreaterThan(0)
  expect(compare(noise, truth, labels).auc).toBeLessThan(0)
})

test('the truth is told apart from chance always, noise hardly ever', () => {
  const random = seededRandom(4)
  const found = { truth: 0, noise: 0 }
  for (let round = 0; round < 200; round++) {
    const truth = Array.from({ length: 300 }, () => random())
    const labels = truth.map(p => (random() < p ? 1 : 0))
    if (hasSignal(aucOf(truth, labels))) found.truth++
    if (hasSignal(aucOf(labels.map(random), labels))) found.noise++
  }
  expect(found.truth).toBe(200)
  expect(found.noise).toBeLessThan(12)
})

test('true probabilities have a small calibration error, doubled ones a large one', () => {
  const random = seededRandom(3)
  const truth = Array.from({ length: 20_000 }, () => random() / 2)
  const labels = truth.map(p => (random() < p ? 1 : 0))
  expect(evaluate(truth, labels).ece).toBeLessThan(0.015)
  expect(
    evaluate(
      truth.map(p => 2 * p),
      labels,
    ).ece,
  ).toBeGreaterThan(0.2)
  const { lift, reliability } = evaluate(truth, labels)
  expect(lift[0]!).toBeGreaterThan(1.7)
  expect(lift[9]!).toBeLessThan(0.3)
  expect(reliability.reduce((sum, bin) => sum + bin.rows, 0)).toBe(20_000)
})

test('figures of one class or of nothing are not made up', () => {
  expect(evaluate([0.2, 0.3], [0, 0]).auc).toBeNaN()
  expect(evaluate([], []).rows).toBe(0)
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  expect(wilson(5, 10).low).toBeCloseTo(0.2366, 3)
})
