import { expect, test } from 'bun:test'
import { span } from '../../app/format.rules'
import { timesOf } from './stays.rules'

const stay = (value: string, seconds: number, leftAt: string | null = '2026-03-01T00:00:00Z') => ({
  value,
  name: null,
  enteredAt: '2026-01-01T00:00:00Z',
  leftAt,
  seconds,
})

test('stays in one state are one time, in the order of the first', () => {
  expect(timesOf([stay('new', 10), stay('working', 20), stay('new', 5), stay('working', 1, null)])).toEqual([
    { value: 'new', name: null, seconds: 15, now: false },
    { value: 'working', name: null, seconds: 21, now: true },
  ])
  expect(timesOf([])).toEqual([])
})

test('a span is told in its largest unit', () => {
  expect([5, 60, 7199, 7200, 86_400, 200_000].map(seconds => span('en', seconds))).toEqual([
    '1 minute',
    '1 minute',
    '1 hour',
    '2 hours',
    '1 day',
    '2 days',
  ])
  expect(span('ar', 3 * 86_400)).toBe('3 أيام')
})
