import { expect, test } from 'bun:test'
import { dueState } from './due.rules'

test('a task is late from the day after it was due on, as the reader’s calendar has it', () => {
  const today = '2026-11-18'
  expect(dueState('2026-11-17', today)).toBe('overdue')
  expect(dueState('2026-11-18', today)).toBe('today')
  expect(dueState('2026-11-19', today)).toBe('later')
})

test('a task without a day is never late', () => {
  expect(dueState(undefined, '2026-11-18')).toBe('later')
})
