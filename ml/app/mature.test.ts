import { expect, setDefaultTimeout, test } from 'bun:test'
import * as v from 'valibot'
import { cardOf } from './card'
import { knownLeads, knownSpec } from './known-truth'
import { matureRows } from './mature'
import { loadModel } from './score'
import { ModelSpec } from './spec.model'
import { trainModel } from './train'

setDefaultTimeout(120_000)

const dayMs = 86_400_000
const now = Date.UTC(2025, 0, 1) + 400 * dayMs
const spec = v.parse(ModelSpec, knownSpec)
const quick = { seed: 3, nets: 2, epochs: 8, backend: 'wasm', now } as const

/** Conversions take up to 30 days, refusals become known after up to 90: of the youngest mostly conversions are decided. */
const decided = knownLeads(8000, 71).filter(
  (row, i) => now - row.at > ((i * 7919) % (row.label ? 30 : 90)) * dayMs,
)

test('rows that have not had all of their time are left out, and the model is as good as if they were not there', async () => {
  const rateOf = (rows: typeof decided) => rows.reduce((sum, row) => sum + row.label, 0) / rows.length
  const young = decided.filter(row => row.at > now - 90 * dayMs)
  expect(rateOf(young)).toBeGreaterThan(rateOf(decided.filter(row => !young.includes(row))) + 0.05)
  const model = await trainModel(knownSpec, decided, quick)
  expect(model).toMatchObject({
    rows: decided.length - young.length,
    young: { rows: young.length, leftOut: true },
  })
  expect(cardOf(model).limits.map(({ code }) => code)).toContain('limit.young_left')
  const later = knownLeads(4000, 72)
  const scores = loadModel(model).scoreMany(later)
  const mean = scores.reduce((sum, { probability }) => sum + probability / scores.length, 0)
  const truth = later.reduce((sum, row) => sum + row.truth / later.length, 0)
  expect(Math.abs(mean - truth)).toBeLessThan(0.02)
})

test('where too few others are there all are taken, and the card says that rates are off', async () => {
  const some = decided.filter(row => row.at > now - 100 * dayMs)
  expect(matureRows(spec, some, now)).toMatchObject({ rows: some, young: { leftOut: false } })
  const model = await trainModel(knownSpec, some, { ...quick, epochs: 2 })
  expect(cardOf(model).limits.map(({ code }) => code)).toContain('limit.young')
})

test('nothing is young without a horizon, and of one moment nothing is said', async () => {
  expect(matureRows({ ...spec, horizonDays: null }, decided, now)).toEqual({ rows: decided, young: null })
  const imported = knownLeads(1500, 73, { days: 0 }).map(row => ({ ...row, at: now }))
  const model = await trainModel(knownSpec, imported, { ...quick, epochs: 2 })
  expect(model.rows).toBe(1500)
  expect(cardOf(model).limits.map(({ code }) => code)).not.toContain('limit.young')
})
