import { expect, test } from 'bun:test'
import { bandOf, bandsOf } from './bands'
import { seededRandom } from './random'

const random = seededRandom(12)
const drawn = (rows: number, chance: (promised: number) => number) => {
  const promised = Float64Array.from({ length: rows }, () => random())
  return { promised, labels: Uint8Array.from(promised, p => (random() < chance(p) ? 1 : 0)) }
}

test('promises that are kept lie within what was observed of rows scored about as high, nearly always', () => {
  const { promised, labels } = drawn(4000, p => p)
  const bands = bandsOf(promised, labels)
  expect(bands).toHaveLength(40)
  const within = bands.filter(({ predicted, low, high }) => low <= predicted && predicted <= high).length
  expect(within).toBeGreaterThanOrEqual(36)
})

test('a promise that was not kept is not within: the interval is what came to pass, and no wider for the sake of the score', () => {
  const { promised, labels } = drawn(4000, p => p / 3)
  const bands = bandsOf(promised, labels)
  for (const promise of [0.5, 0.8, 0.99]) {
    const band = bandOf(bands, promise)!
    expect(band.high).toBeLessThan(promise)
    expect(band.low).toBeLessThan(promise / 3)
    expect(band.high).toBeGreaterThan(promise / 3)
  }
})

test('a score far above the mean of its group has an interval about itself, where promises are kept', () => {
  const { promised, labels } = drawn(400, p => p)
  const bands = bandsOf(promised, labels)
  const top = bands.at(-1)!
  expect(top.high).toBeLessThan(0.995)
  const { low, high } = bandOf(bands, 0.995)!
  expect(low).toBeLessThan(0.995)
  expect(high).toBeGreaterThan(0.995)
  expect(high).toBeLessThanOrEqual(1)
  const mean = bandOf(bands, top.predicted)!
  expect(mean.low).toBeCloseTo(top.low, 6)
  expect(mean.high).toBeCloseTo(top.high, 6)
})

test('few rows make one wide group, none make none', () => {
  const { promised, labels } = drawn(30, p => p)
  expect(bandsOf(promised, labels)).toHaveLength(1)
  expect(bandsOf([], [])).toEqual([])
  expect(bandOf([], 0.5)).toBeNull()
})
