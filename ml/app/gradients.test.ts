import { expect, test } from 'bun:test'
import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import { adam } from './adam'
import { openBackend } from './backend'
import { batchFor, lossAndGradients } from './gradients'
import { type Net, tensors } from './net'
import { seededRandom } from './random'

const random = seededRandom(21)
const some = (length: number) => Float32Array.from({ length }, () => random() - 0.5)
const net: Net = {
  inputs: 7,
  hidden: [5, 3],
  w1: some(35),
  b1: some(5),
  w2: some(15),
  b2: some(3),
  w3: some(3),
  b3: some(1),
}
const rows = 12

test('loss and gradients are those of TensorFlow’s own tape, and no tensor is left behind', async () => {
  const { tf } = await openBackend('wasm')
  const batch = batchFor(20, net)
  batch.rows = rows
  batch.x.set(some(rows * 7))
  batch.y.set(Float32Array.from({ length: rows }, (_, i) => i % 2))
  for (const mask of batch.masks) mask.set(mask.map(() => (random() < 0.3 ? 0 : 1 / 0.7)))
  const before = tf.memory().numTensors
  const ours = lossAndGradients(tf, net, batch)
  expect(tf.memory().numTensors).toBe(before)

  const cut = (values: Float32Array, width: number) =>
    tf.tensor2d(values.slice(0, rows * width), [rows, width])
  const shapes = [[7, 5], [5], [5, 3], [3], [3, 1], [1]]
  const loss = (...[w1, b1, w2, b2, w3, b3]: Tensor[]) => {
    const one = cut(batch.x, 7)
      .matMul(w1 as Tensor2D)
      .add(b1!)
      .relu()
      .mul(cut(batch.masks[0], 5))
    const two = one
      .matMul(w2 as Tensor2D)
      .add(b2!)
      .relu()
      .mul(cut(batch.masks[1], 3))
    const logits = two.matMul(w3 as Tensor2D).add(b3!)
    return tf.losses.sigmoidCrossEntropy(cut(batch.y, 1), logits).asScalar()
  }
  const { value, grads } = tf.valueAndGrads(loss)(tensors.map((name, i) => tf.tensor(net[name], shapes[i])))
  expect(ours.loss).toBeCloseTo(value.dataSync()[0]!, 6)
  for (const [i, gradient] of grads.entries()) {
    const theirs = [...gradient.dataSync()]
    expect(theirs.some(slope => slope !== 0)).toBe(true)
    ours.gradients[i]!.forEach((slope, at) => {
      expect(slope).toBeCloseTo(theirs[at]!, 6)
    })
  }
})

test('Adam comes to the lowest point of a bowl, its average more quietly, and a penalty keeps it off', () => {
  const goal = [3, -2]
  const settled = (penalty: number) => {
    const values = Float32Array.of(0, 0)
    const optimiser = adam([values], { rate: 0.05, penalties: [penalty], averagedSteps: 100 })
    for (let step = 0; step < 2000; step++)
      // A noisy slope, as that of a batch is.
      optimiser.apply([values.map((value, i) => value - goal[i]! + 4 * (random() - 0.5))])
    return { values, average: optimiser.averages[0]! }
  }
  const { average } = settled(0)
  expect(Math.abs(average[0]! - 3)).toBeLessThan(0.15)
  expect(Math.abs(average[1]! + 2)).toBeLessThan(0.15)
  // With the penalty p·w² a bowl of (w − g)²/2 has its lowest point at g / (1 + 2p).
  expect(Math.abs(settled(0.5).average[0]! - 1.5)).toBeLessThan(0.15)
})
