import { beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { TrainedModel } from './artifact.model'
import { thresholdsOf } from './importance'
import { knownLeads, knownSpec } from './known-truth'
import { loadModel } from './score'
import { trainModel } from './train'

setDefaultTimeout(60_000)

let model: TrainedModel
beforeAll(async () => {
  const rows = knownLeads(3000, 71, { days: 0 })
  model = await trainModel(knownSpec, rows, { seed: 3, nets: 1, epochs: 8, backend: 'wasm', now: 0 })
})

test('what counts most over all comes first, shares sum to 1, and noise is last', () => {
  const { importance } = model
  expect(importance.map(({ key }) => key).toSorted()).toEqual(model.featuresUsed.toSorted())
  expect(importance.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  expect(importance.map(({ share }) => share)).toEqual(
    importance.map(({ share }) => share).toSorted((a, b) => b - a),
  )
  expect(importance.at(-1)!.key).toBe('noise')
})

test('a threshold tells held-out rows and hits at or above it: all at 0, never more at a higher one', () => {
  const [result] = model.backtests
  const { thresholds } = model
  expect(thresholds).toHaveLength(101)
  expect(thresholds[0]).toEqual({
    score: 0,
    rows: result!.rows.holdout,
    hits: Math.round(result!.model.baseRate * result!.rows.holdout),
  })
  for (let score = 1; score <= 100; score++) {
    expect(thresholds[score]!.rows).toBeLessThanOrEqual(thresholds[score - 1]!.rows)
    expect(thresholds[score]!.hits).toBeLessThanOrEqual(thresholds[score]!.rows)
  }
  const precision = ({ rows, hits }: { rows: number; hits: number }) => hits / rows
  expect(precision(thresholds[60]!)).toBeGreaterThan(precision(thresholds[10]!) + 0.2)
})

test('thresholds count scores as they are printed', () => {
  const thresholds = thresholdsOf([0.124, 0.125, 0.5, 1], [0, 1, 1, 1])
  expect(thresholds[13]).toEqual({ score: 13, rows: 3, hits: 3 })
  expect(thresholds[12]).toEqual({ score: 12, rows: 4, hits: 3 })
  expect(thresholds[100]).toEqual({ score: 100, rows: 1, hits: 1 })
  expect(thresholdsOf([], [])).toEqual([])
})

test('a row of which nothing is known is told what it lacks, one of which enough is known is not', () => {
  const { explain } = loadModel(model)
  expect(explain({ id: 'bare', at: 0, values: {} }).unknown!.map(({ key }) => key)).toContain('employees')
  expect(explain({ id: 'full', at: 0, values: knownLeads(1, 5)[0]!.values }).unknown).toBeNull()
})
