import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { bandsOf, intervalsOf } from './bands'
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

const chance = fc.double({ min: 0, max: 1, noNaN: true })
/** Of an exponential: no printed figure is so fine. */
const rounding = 1e-12
const anyBands = fc
  .array(fc.tuple(chance, chance, chance), { minLength: 1, maxLength: 40 })
  .map(list =>
    list
      .map(([predicted, a, b]) => ({ predicted, low: Math.min(a, b), high: Math.max(a, b) }))
      .sort((a, b) => a.predicted - b.predicted),
  )

test('a chance never lies outside its own interval, and a higher one has no lower bound, whatever was observed', () => {
  fc.assert(
    fc.property(anyBands, fc.array(chance, { minLength: 2, maxLength: 30 }), (bands, chances) => {
      const intervalOf = intervalsOf(bands)
      const ends = bands.map(({ predicted }) => predicted)
      let before = { low: 0, high: 0 }
      for (const one of [...chances, ...ends].sort((a, b) => a - b)) {
        const { low, high } = intervalOf(one)!
        expect(low).toBeLessThanOrEqual(one)
        expect(high).toBeGreaterThanOrEqual(one)
        expect(low).toBeGreaterThanOrEqual(before.low - rounding)
        expect(high).toBeGreaterThanOrEqual(before.high - rounding)
        before = { low, high }
      }
    }),
  )
})

test('a promise that was not kept has an interval that reaches down to what came to pass', () => {
  const { promised, labels } = drawn(4000, p => p / 3)
  const intervalOf = intervalsOf(bandsOf(promised, labels))
  for (const promise of [0.5, 0.8, 0.99]) {
    const { low, high } = intervalOf(promise)!
    expect(low).toBeLessThan(promise / 3)
    expect(high).toBe(promise)
  }
})

test('where promises are kept the interval is what was observed, also far above the mean of the last group', () => {
  const { promised, labels } = drawn(400, p => p)
  const bands = bandsOf(promised, labels)
  const intervalOf = intervalsOf(bands)
  const top = bands.at(-1)!
  expect(intervalOf(top.predicted)).toEqual({
    low: expect.closeTo(top.low, 1),
    high: expect.closeTo(top.high, 1),
  })
  const { low, high } = intervalOf(0.995)!
  expect(low).toBeLessThan(0.995)
  expect(low).toBeGreaterThan(top.low)
  expect(high).toBeGreaterThan(0.995)
  expect(intervalOf(1)!.high).toBe(1)
})

test('few rows make one wide group, none make none', () => {
  const { promised, labels } = drawn(30, p => p)
  expect(bandsOf(promised, labels)).toHaveLength(1)
  expect(bandsOf([], [])).toEqual([])
  expect(intervalsOf([])(0.5)).toBeNull()
})
