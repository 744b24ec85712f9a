import { expect, test } from 'bun:test'
import { trainingStates } from '@sextant/db/models/training.model'
import fc from 'fast-check'
import { currentNet, isRunning, secondsLeft, shareOf } from './training-progress.rules'

const point = (model: number, net: number, epoch: number) => ({ model, net, epoch, loss: 0.5, valLoss: 0.6 })

test('the share only grows while nets are trained one after the other', () => {
  const order = [1, 2].flatMap(model =>
    [1, 2, 3].flatMap(net => Array.from({ length: 40 }, (_, epoch) => point(model, net, epoch + 1))),
  )
  const shares = order.map((_, at) =>
    shareOf({ state: 'training', progress: { models: 2, nets: 3, curve: order.slice(0, at + 1) } }),
  )
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  const before = shareOf({ state: 'reading', progress: {} })
  const after = shareOf({ state: 'scoring', progress: { scored: 0, toScore: 10 } })
  expect(before).toBeLessThan(shares[0]!)
  expect(shares.at(-1)!).toBeLessThanOrEqual(after)
})

test('the share is one exactly when the training is done, whatever was counted', () => {
  fc.assert(
    fc.property(fc.constantFrom(...trainingStates), fc.nat(1000), fc.nat(1000), (state, scored, toScore) => {
      const share = shareOf({ state, progress: { scored, toScore, curve: [point(1, 1, 400)] } })
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
      if (state === 'done') expect(share).toBe(1)
    }),
  )
})

test('time left is told only once there is something to judge it by', () => {
  const startedAt = '2026-11-18T10:00:00Z'
  const now = Date.parse(startedAt) + 30_000
  const half = { models: 1, nets: 1, curve: [point(1, 1, 20)] }
  expect(secondsLeft({ state: 'training', progress: half, startedAt }, now)).toBe(33)
  expect(secondsLeft({ state: 'reading', progress: {}, startedAt }, now)).toBeUndefined()
  expect(secondsLeft({ state: 'queued', progress: {}, startedAt: null }, now)).toBeUndefined()
})

test('the curve shown is that of the net in training', () => {
  expect(currentNet([point(1, 1, 1), point(1, 2, 1), point(1, 2, 2)])).toEqual([
    point(1, 2, 1),
    point(1, 2, 2),
  ])
  expect(isRunning({ state: 'scoring' })).toBe(true)
  expect(isRunning({ state: 'failed' })).toBe(false)
})
