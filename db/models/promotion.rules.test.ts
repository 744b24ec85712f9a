import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { gateOf, tolerance } from './promotion.rules'

const state = fc.constantFrom('ready' as const, 'cold_start' as const, 'no_signal' as const)
const contest = fc.record({
  rows: fc.integer({ min: 1, max: 1e6 }),
  auc: fc.option(fc.double({ min: -0.5, max: 0.5, noNaN: true })),
  aucError: fc.option(fc.double({ min: 0, max: 0.2, noNaN: true })),
  brier: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
  logLoss: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
})
const champion = fc.option(fc.record({ version: fc.integer({ min: 1, max: 99 }), state }))

test('a ready champion gives way only to a ready version that was compared with it and is not worse; without one, any comes in', () => {
  fc.assert(
    fc.property(state, champion, fc.option(contest), (state, champion, contest) => {
      const { promoted, reason } = gateOf(state, champion, contest)
      expect(reason.length).toBeGreaterThan(5)
      if (champion?.state !== 'ready') return expect(promoted).toBe(true)
      const fit =
        state === 'ready' &&
        contest?.auc != null &&
        contest.auc >= -tolerance.auc &&
        contest.logLoss >= -tolerance.logLoss
      expect(promoted).toBe(fit)
    }),
  )
})
