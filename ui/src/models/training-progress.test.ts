import { expect, test } from 'bun:test'
import { trainingStates } from '@sextant/db/models/training.model'
import fc from 'fast-check'
import {
  betterGuess,
  countedDown,
  currentNet,
  isRunning,
  secondsLeft,
  shareOf,
} from './training-progress.rules'

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

test('each net has the same share of the learning, also the one that only back-tests', () => {
  const nets = [point(1, 1, 40), point(1, 2, 40), point(1, 3, 40), point(2, 1, 40)]
  const learnt = nets.map((last, at) =>
    shareOf({
      state: 'training',
      // The back-test has one net, and its progress says so.
      progress: { models: 2, nets: last.model === 1 ? 3 : 1, curve: nets.slice(0, at + 1) },
    }),
  )
  expect(learnt.map(share => Math.round((share - 0.1) * 10_000) / 7500)).toEqual([0.25, 0.5, 0.75, 1])
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

test('a guess of the time left is counted down, and goes up only when it was clearly wrong', () => {
  const first = { seconds: 300, atMs: 0 }
  expect(countedDown(first, 60_000)).toBe(240)
  expect(countedDown(first, 900_000)).toBe(1)
  expect(betterGuess(first, { seconds: 270, atMs: 60_000 })).toBe(first)
  expect(betterGuess(first, { seconds: 200, atMs: 60_000 })).toEqual({ seconds: 200, atMs: 60_000 })
  expect(betterGuess(first, { seconds: 500, atMs: 60_000 })).toEqual({ seconds: 500, atMs: 60_000 })
  expect(betterGuess(first, undefined)).toBeUndefined()
})

test('the curve shown is that of the net in training', () => {
  expect(currentNet([point(1, 1, 1), point(1, 2, 1), point(1, 2, 2)])).toEqual([
    point(1, 2, 1),
    point(1, 2, 2),
  ])
  expect(isRunning({ state: 'scoring' })).toBe(true)
  expect(isRunning({ state: 'failed' })).toBe(false)
})
