import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { models } from '../app/models'

const day = 86_400_000
const began = Date.parse('2026-01-10T00:00:00Z')

test('every model knows an outcome as of a point in time: what had not ended by its horizon is no success', () => {
  for (const { labelOf, horizonDays, won, lost, open, name } of models) {
    expect([name, horizonDays]).toEqual([name, name === 'deal-win' ? 180 : 90])
    const end = (horizonDays ?? 0) * day
    fc.assert(
      fc.property(
        fc.constantFrom(won, lost, ...open),
        fc.integer({ min: 0, max: 2 * end }),
        fc.integer({ min: 0, max: 2 * end }),
        (status, closedAfter, askedAfter) => {
          const isOpen = open.includes(status)
          const closedMs = isOpen ? null : began + closedAfter
          const label = labelOf({ status, createdMs: began, closedMs }, began + askedAfter)
          if (isOpen) expect(label).toBe(askedAfter > end ? 0 : null)
          else expect(label).toBe(status === won && closedAfter <= end ? 1 : 0)
        },
      ),
    )
  }
})
