import { expect, test } from 'bun:test'
import { clockOf } from './response-clock.rules'

const now = Date.parse('2026-11-27T16:00:00Z')
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()

test('a lead is due, soon due and late, and was answered in time or too late', () => {
  expect(clockOf({ respondBy: null }, now)).toBeUndefined()
  expect(clockOf({ respondBy: at(61) }, now)).toBe('due')
  expect(clockOf({ respondBy: at(60) }, now)).toBe('soon')
  expect(clockOf({ respondBy: at(0) }, now)).toBe('late')
  expect(clockOf({ respondBy: at(-10), respondedAt: at(-10) }, now)).toBe('given')
  expect(clockOf({ respondBy: at(-10), respondedAt: at(-9) }, now)).toBe('givenLate')
})
