import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { createLimits } from './limits'
import type { SharedStore } from './shared-store'

const allowance = { name: 'test', perMinute: 10 }

test('in any sixty seconds that begin with the clock’s minute no caller is let in more often than allowed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 80 }), pauses => {
      let now = 0
      const limits = createLimits({ clock: () => new Date(now) })
      const admitted: number[] = []
      for (const pause of pauses) {
        now += pause
        if (limits.take('a', allowance).allowed) admitted.push(now)
      }
      limits.stop()
      const minutes = Map.groupBy(admitted, at => Math.floor(at / 60_000))
      for (const times of minutes.values()) expect(times.length).toBeLessThanOrEqual(allowance.perMinute)
    }),
  )
})

test('who waits as long as was said is let in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 59_999 }), fc.integer({ min: 0, max: 90_000 }), (start, later) => {
      let now = start
      const limits = createLimits({ clock: () => new Date(now) })
      for (let n = 0; n < 10; n += 1) limits.take('a', allowance)
      now += later
      let standing = limits.take('a', allowance)
      for (let tries = 0; standing.allowed && tries < 20; tries += 1) standing = limits.take('a', allowance)
      now += standing.resetSeconds * 1000
      expect(limits.take('a', allowance).allowed).toBe(true)
      limits.stop()
    }),
  )
})

test('two processes count together through the store', async () => {
  const sums = new Map<string, number>()
  const store = {
    add: async (counts: readonly (readonly [string, number])[]) =>
      counts.map(([key, count]) => {
        sums.set(key, (sums.get(key) ?? 0) + count)
        return sums.get(key)!
      }),
  } as unknown as SharedStore
  const clock = () => new Date(30_000)
  const [one, two] = [createLimits({ store, clock }), createLimits({ store, clock })]
  for (let n = 0; n < 6; n += 1) one.take('a', allowance)
  for (let n = 0; n < 3; n += 1) two.take('a', allowance)
  await one.tell()
  await two.tell()
  expect(two.take('a', allowance).allowed).toBe(true)
  expect(two.take('a', allowance).allowed).toBe(false)
  one.stop()
  two.stop()
})
