import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { stopAfter } from './one-stop.rules'

test('arrows walk along in the reading direction and stop at the ends', () => {
  expect([stopAfter('ArrowRight', 0, 3, false), stopAfter('ArrowLeft', 0, 3, false)]).toEqual([1, 0])
  expect([stopAfter('ArrowRight', 2, 3, true), stopAfter('ArrowLeft', 2, 3, true)]).toEqual([1, 2])
  expect([stopAfter('Home', 2, 3, false), stopAfter('End', 0, 3, true)]).toEqual([0, 2])
})

test('down, Enter and letters are not for the row: they open, press and lead on', () => {
  for (const key of ['ArrowDown', 'ArrowUp', 'Enter', ' ', 'Tab', 'j'])
    expect([key, stopAfter(key, 1, 3, false)]).toEqual([key, undefined])
})

test('in a column the arrows go up and down, in every language', () => {
  for (const rtl of [false, true]) {
    expect(stopAfter('ArrowDown', 0, 3, rtl, 'column')).toBe(1)
    expect(stopAfter('ArrowUp', 1, 3, rtl, 'column')).toBe(0)
    expect(stopAfter('ArrowUp', 0, 3, rtl, 'column')).toBe(0)
    expect(stopAfter('ArrowLeft', 1, 3, rtl, 'column')).toBeUndefined()
  }
})

test('whatever is pressed, one stays in the row, and back undoes on away from the ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.boolean(), (count, pick, rtl) => {
      const at = pick % count
      const on = stopAfter('ArrowRight', at, count, rtl) ?? -1
      expect(on).toBeGreaterThanOrEqual(0)
      expect(on).toBeLessThan(count)
      if (on !== at) expect(stopAfter('ArrowLeft', on, count, rtl)).toBe(at)
    }),
  )
})
