import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { followsTheClock, planFilter } from './plan.rules'
import { scratchCatalogue } from './scratch-lead'
import { filters, zones } from './scratch-values'

const at = (now: string, timeZone: string) => ({ now: new Date(now), timeZone })
/** A plan has bigints in it, which JSON has not. */
const written = (plan: unknown) =>
  JSON.stringify(plan, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))

test('a filter that does not follow the clock has one plan for all time', () => {
  fc.assert(
    fc.property(filters, fc.constantFrom(...zones), (filter, timeZone) => {
      fc.pre(!followsTheClock(filter))
      const then = planFilter(filter, scratchCatalogue, at('2026-11-18T12:00:00Z', timeZone))
      const later = planFilter(filter, scratchCatalogue, at('2027-03-01T23:59:59Z', timeZone))
      expect(written(later)).toBe(written(then))
    }),
    { numRuns: 500 },
  )
})

test('one that does has another plan a day later, wherever in it the window stands', () => {
  for (const window of [
    { field: 'createdAt', op: 'in_last', value: { hours: 2 } },
    { field: 'createdAt', op: 'in_next', value: { days: 2 } },
    { event: 'lead.created', within: { days: 3 } },
  ] as const)
    for (const filter of [
      window,
      { not: window },
      { and: [{ field: 'name', op: 'known' } as const, { or: [{ not: window }] }] },
    ]) {
      expect(followsTheClock(filter)).toBe(true)
      const plan = (now: string) => written(planFilter(filter, scratchCatalogue, at(now, 'UTC')))
      expect(plan('2026-11-18T12:00:00Z')).not.toBe(plan('2026-11-19T12:00:00Z'))
    }
})

test('a word of the language within a value or a name is no window', () => {
  expect(followsTheClock({ field: 'name', op: 'contains', value: 'in_last within on' })).toBe(false)
  expect(followsTheClock({ field: 'createdAt', op: 'on', value: '2026-11-18' })).toBe(false)
  expect(followsTheClock({ event: 'lead.created' })).toBe(false)
})
