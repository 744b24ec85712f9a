import { expect, test } from 'bun:test'
import { rateOf, shareRead, spanOf } from './progress.rules'

test('a rate is told only once rows were seen to move', () => {
  expect(rateOf([])).toBeUndefined()
  expect(rateOf([{ at: 0, rows: 0 }])).toBeUndefined()
  expect(
    rateOf([
      { at: 0, rows: 10 },
      { at: 5000, rows: 10 },
    ]),
  ).toBeUndefined()
  expect(
    rateOf([
      { at: 0, rows: 0 },
      { at: 2000, rows: 5000 },
    ]),
  ).toBe(2500)
})

test('a time that is left is coarse, and never nothing', () => {
  expect(spanOf(0.2)).toEqual({ unit: 'seconds', n: 1 })
  expect(spanOf(43)).toEqual({ unit: 'seconds', n: 45 })
  expect(spanOf(200)).toEqual({ unit: 'minutes', n: 3 })
  expect(spanOf(2 * 3600 + 1200)).toEqual({ unit: 'hours', n: 2, m: 20 })
})

test('the share read is between nothing and all, and all when it is done', () => {
  const counts = { read: 10, created: 0, updated: 0, skipped: 0, refused: 0 }
  const base = { byteOffset: 50, bytes: 200, counts, rowsTotal: 20 }
  expect(shareRead({ ...base, state: 'running' })).toBe(0.25)
  expect(shareRead({ ...base, byteOffset: 0, state: 'running' })).toBe(0.5)
  expect(shareRead({ ...base, byteOffset: 900, state: 'running' })).toBe(1)
  expect(shareRead({ ...base, state: 'done' })).toBe(1)
})
