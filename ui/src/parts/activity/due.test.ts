import { expect, test } from 'bun:test'
import { dayOf, dueState } from './due.rules'

test('a task is due on the reader’s own day, from its first to its last minute', () => {
  const first = new Date(2026, 10, 18, 0, 0, 0)
  const last = new Date(2026, 10, 18, 23, 59, 59)
  expect(dayOf(first)).toBe('2026-11-18')
  for (const now of [first, last]) {
    expect(dueState('2026-11-17', now)).toBe('overdue')
    expect(dueState('2026-11-18', now)).toBe('today')
    expect(dueState('2026-11-19', now)).toBe('later')
  }
})

test('a task without a day is never late', () => {
  expect(dueState(undefined, new Date(2026, 10, 18))).toBe('later')
})
