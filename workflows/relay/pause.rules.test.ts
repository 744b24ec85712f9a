import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { pauseMs } from './pause.rules'

test('a pause grows with the failures, and is never longer than 15 s nor shorter than an eighth of a second', () => {
  const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), random, (failures, random) => {
      const pause = pauseMs(failures, random)
      expect(pause).toBeGreaterThanOrEqual(125)
      expect(pause).toBeLessThanOrEqual(15_000)
      expect(pauseMs(failures + 1, random)).toBeGreaterThanOrEqual(pause)
    }),
  )
})
