import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { calibrate, fitCalibrator, fitIsotonic, fitPlatt } from './calibrate'
import { logLoss } from './evaluate'
import { seededRandom } from './random'

const judged = fc.array(fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.constantFrom(0, 1)), {
  minLength: 0,
  maxLength: 200,
})

for (const [name, fit] of [
  ['Platt', fitPlatt],
  ['isotonic', fitIsotonic],
  ['the chosen one', fitCalibrator],
] as const) {
  test(`${name}: a higher logit never gets a lower probability, and every probability is between 0 and 1`, () => {
    fc.assert(
      fc.property(judged, rows => {
        const calibrator = fit(
          rows.map(row => row[0]),
          rows.map(row => row[1]),
        )
        let before = 0
        for (let logit = -12; logit <= 12; logit += 0.25) {
          const probability = calibrate(calibrator, logit)
          expect(probability).toBeGreaterThanOrEqual(before - 1e-12)
          expect(probability).toBeGreaterThan(0)
          expect(probability).toBeLessThan(1)
          before = probability
        }
      }),
      { numRuns: 200 },
    )
  })
}

test('an overconfident model is brought back to the observed rates', () => {
  const random = seededRandom(5)
  const logits = Array.from({ length: 8000 }, () => 8 * random() - 4)
  const labels = logits.map(logit => (random() < 1 / (1 + Math.exp(-(0.4 * logit - 1))) ? 1 : 0))
  const platt = fitPlatt(logits, labels)
  if (platt.method !== 'platt') throw new Error('Platt is Platt.')
  expect(platt.slope).toBeCloseTo(0.4, 1)
  expect(platt.intercept).toBeCloseTo(-1, 1)
})

test('where the rates step rather than bend, isotonic is chosen, and predicts better', () => {
  const random = seededRandom(6)
  const logits = Array.from({ length: 6000 }, () => 8 * random() - 4)
  const labels = logits.map(logit => (random() < (logit < 2 ? 0.1 : 0.6) ? 1 : 0))
  const chosen = fitCalibrator(logits, labels)
  const loss = (calibrator: typeof chosen) =>
    logLoss(
      logits.map(logit => calibrate(calibrator, logit)),
      labels,
    )
  expect(chosen.method).toBe('isotonic')
  expect(loss(chosen)).toBeLessThan(loss(fitPlatt(logits, labels)))
})

test('of 150 rows whose rates bend as they should, steps are seen in few draws', () => {
  const random = seededRandom(7)
  const chosen = Array.from({ length: 60 }, () => {
    const logits = Array.from({ length: 150 }, () => 4 * random() - 2.5)
    const labels = logits.map(logit => (random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0))
    return fitCalibrator(logits, labels).method
  })
  expect(chosen.filter(method => method === 'isotonic').length).toBeLessThanOrEqual(6)
})
