import { expect, setDefaultTimeout, test } from 'bun:test'
import { netsPredictor } from './attribute'
import { blended, fitShare } from './blend'
import { fitEncoder, openEncoder } from './encode'
import { evaluate } from './evaluate'
import { compileNets } from './forward'
import { knownLeads, knownSpec } from './known-truth'
import { fitLogistic, linearPredictor } from './logistic'
import { openNet } from './net'
import { seededRandom } from './random'
import { loadModel } from './score'
import type { TrainingRow } from './spec.model'
import { trainModel } from './train'

setDefaultTimeout(120_000)

const features = ['a', 'b', 'c', 'd', 'e', 'f'].map(key => ({ key, label: key, kind: 'number' as const }))
const spec = { ...knownSpec, features }

/** Two straight lines, and four columns of nothing. */
function straight(count: number, seed: number): TrainingRow[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, i) => {
    const values = Object.fromEntries(features.map(({ key }) => [key, Math.floor(random() * 9)]))
    const chance = 1 / (1 + Math.exp(-(0.3 * (values.a! - 4) - 0.2 * (values.b! - 4))))
    return { id: `s${seed}-${i}`, at: 0, label: random() < chance ? 1 : 0, values }
  })
}

test('where straight lines are right the linear model has a share, and the whole is as good as it on later rows', async () => {
  const rows = straight(2500, 1)
  const later = straight(6000, 2)
  const labels = later.map(row => row.label)
  const model = await trainModel(spec, rows, { seed: 2, nets: 2, backend: 'wasm', now: 0 })
  if (model.predictor.kind !== 'nets') throw new Error('There were to be nets.')
  expect(model.predictor.linear!.share).toBeGreaterThan(0)
  const lossOf = (artifact: typeof model) =>
    evaluate(
      loadModel(artifact)
        .scoreMany(later)
        .map(({ probability }) => probability),
      labels,
    ).logLoss
  expect(lossOf(model)).toBeLessThan(
    lossOf({ ...model, predictor: { ...model.predictor, linear: null } }) - 0.001,
  )
})

test('where they are not, the nets keep the most of it', async () => {
  const model = await trainModel(knownSpec, knownLeads(4000, 61, { days: 0 }), {
    seed: 2,
    nets: 2,
    backend: 'wasm',
    now: 0,
  })
  if (model.predictor.kind !== 'nets') throw new Error('There were to be nets.')
  expect(model.predictor.linear?.share ?? 0).toBeLessThanOrEqual(0.25)
})

test('shares of the whole sum to its logit less its base, and an all linear one is the linear model', async () => {
  const rows = knownLeads(1500, 62, { days: 0 })
  const model = await trainModel(knownSpec, rows, { seed: 1, nets: 1, epochs: 3, backend: 'wasm', now: 0 })
  if (model.predictor.kind !== 'nets') throw new Error('There were to be nets.')
  const open = openEncoder(
    fitEncoder(
      model.spec.features.filter(({ key }) => model.featuresUsed.includes(key)),
      rows,
    ),
  )
  const encoded = open.encode(rows)
  const labels = Uint8Array.from(rows, row => row.label)
  const linear = linearPredictor(open, fitLogistic(open, encoded, labels, 1e-3))
  const own = openEncoder(model.encoder)
  const nets = netsPredictor(compileNets(own, model.predictor.nets.map(openNet)))
  const ownLinear = linearPredictor(own, fitLogistic(own, own.encode(rows), labels, 1e-3))
  for (const share of [0.25, 0.75]) {
    const whole = blended(nets, ownLinear, share)
    const { logits, shares } = whole.explain(own.encode(rows))
    const width = shares.length / rows.length
    whole.logits(own.encode(rows)).forEach((logit, r) => {
      expect(Math.abs(logit - logits[r]!)).toBeLessThan(1e-9)
      const sum = shares.subarray(r * width, (r + 1) * width).reduce((total, one) => total + one, 0)
      expect(Math.abs(whole.baseLogit + sum - logit)).toBeLessThan(1e-9)
    })
  }
  expect(blended(linear, linear, 1).logits(encoded)).toEqual(linear.logits(encoded))
  expect(fitShare(linear, linear, { rows: encoded, labels })).toBe(0)
})
