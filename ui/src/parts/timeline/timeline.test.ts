import { expect, test } from 'bun:test'
import { byDay } from './timeline.rules'

test('entries stand under the day that the reader’s clock showed', () => {
  const entries = ['2026-11-20T23:30:00Z', '2026-11-20T20:00:00Z', '2026-11-20T09:00:00Z'].map(at => ({ at }))
  const days = (zone: string) => byDay(entries, zone).map(({ day, entries: { length } }) => [day, length])
  expect(days('UTC')).toEqual([['2026-11-20', 3]])
  expect(days('Asia/Tokyo')).toEqual([
    ['2026-11-21', 2],
    ['2026-11-20', 1],
  ])
  expect(days('Europe/Berlin')).toEqual([
    ['2026-11-21', 1],
    ['2026-11-20', 2],
  ])
  expect(days('Pacific/Kiritimati')).toEqual([
    ['2026-11-21', 2],
    ['2026-11-20', 1],
  ])
})
