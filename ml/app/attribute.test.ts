import { expect, setDefaultTimeout, test } from 'bun:test'
import { netsPredictor } from './attribute'
import { fitEncoder, openEncoder } from './encode'
import { compileNets, forward } from './forward'
import { knownLeads, knownSpec } from './known-truth'
import { fitLogistic, linearPredictor } from './logistic'
import { type Net, openNet, storeNet } from './net'
import { seededRandom } from './random'

/** 256 steps for each row, on whatever machine. */
setDefaultTimeout(60_000)

const rows = knownLeads(400, 21)
const open = openEncoder(fitEncoder(knownSpec.features, rows))
const encoded = open.encode(rows)
const width = open.encoder.features.length
const nets = [1, 2, 3].map(randomNet)
const compiled = compileNets(open, nets)

function randomNet(seed: number): Net {
  const random = seededRandom(seed)
  const inputs = open.table.columns
  const values = (size: number, scale: number) =>
    Float32Array.from({ length: size }, () => scale * (2 * random() - 1))
  return {
    inputs,
    hidden: [64, 32],
    w1: values(inputs * 64, 0.5),
    b1: values(64, 0.5),
    w2: values(64 * 32, 0.3),
    b2: values(32, 0.3),
    w3: values(32, 0.5),
    b3: values(1, 0.5),
  }
}

/** The textbook forward pass over dense columns. */
function plainLogit(net: Net, r: number): number {
  const columns = new Float64Array(open.table.columns)
  for (let f = 0; f < width; f++) {
    const slot = encoded.slot[r * width + f]!
    open.table.start[slot]!.forEach((value, c) => {
      columns[open.table.firstColumn[f]! + c] =
        value + encoded.part[r * width + f]! * open.table.delta[slot]![c]!
    })
  }
  const layer = (input: Float64Array, w: Float32Array, b: Float32Array) =>
    Float64Array.from(b, (bias, j) => input.reduce((sum, x, i) => sum + x * w[i * b.length + j]!, bias))
  const relu = (values: Float64Array) => values.map(value => Math.max(0, value))
  return layer(relu(layer(relu(layer(columns, net.w1, net.b1)), net.w2, net.b2)), net.w3, net.b3)[0]!
}

test('the look-ups give what the plain forward pass over dense columns gives', () => {
  const logits = forward(compiled, encoded)
  for (let r = 0; r < 100; r++) {
    const mean = nets.reduce((sum, net) => sum + plainLogit(net, r), 0) / 3
    expect(logits[r]!).toBeCloseTo(mean, 4)
  }
})

test('shares sum to the logit less the base, for any number of steps', () => {
  for (const steps of [1, 2, 5]) {
    const predictor = netsPredictor(compiled, steps)
    const { logits, shares } = predictor.explain(encoded)
    forward(compiled, encoded).forEach((logit, r) => {
      expect(Math.abs(logit - logits[r]!)).toBeLessThan(1e-9)
    })
    for (let r = 0; r < rows.length; r++) {
      const sum = shares.subarray(r * width, (r + 1) * width).reduce((total, share) => total + share, 0)
      expect(Math.abs(predictor.baseLogit + sum - logits[r]!)).toBeLessThan(1e-9)
    }
  }
})

test('the steps used come close to the integral', () => {
  const fine = netsPredictor(compiled, 256).explain(encoded).shares
  const used = netsPredictor(compiled).explain(encoded).shares
  const mean = (values: Float64Array) =>
    values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length
  expect(mean(used.map((share, i) => share - fine[i]!)) / mean(fine)).toBeLessThan(0.05)
})

test('a logistic model explains itself exactly, and a feature at the reference moves nothing', () => {
  const labels = Uint8Array.from(rows, row => row.label)
  const model = fitLogistic(open, encoded, labels, 1e-3)
  const predictor = linearPredictor(open, model)
  const { logits, shares } = predictor.explain(encoded)
  const sum = shares.subarray(0, width).reduce((total, share) => total + share, predictor.baseLogit)
  expect(sum).toBeCloseTo(logits[0]!, 10)
  const average = Array.from(
    { length: width },
    (_, f) => rows.reduce((total, _, r) => total + shares[r * width + f]!, 0) / rows.length,
  )
  for (const share of average) expect(share).toBeCloseTo(0, 5)
})

test('a net comes back from storage bit by bit, and a damaged one is refused', () => {
  const stored = JSON.parse(JSON.stringify(storeNet(nets[0]!)))
  expect(openNet(stored)).toEqual(nets[0]!)
  expect(() => openNet({ ...stored, w2: stored.w2.slice(0, 400) })).toThrow("stored net's w2")
  expect(() => compileNets(open, [{ ...nets[0]!, inputs: 3 }])).toThrow('takes 3 columns')
})
