import { expect, test } from 'bun:test'
import type { Standing } from '@sextant/db/activities/agenda.rules'
import { clockAt } from '@sextant/db/core/time-zone.rules'
import fc from 'fast-check'
import { daysOf, turned, weekdayOf } from './calendar-days.rules'
import { endedAt, movedTo, shifted, valuesBack, valuesOf } from './move.rules'
import { isAllDay, partOf, piecesOf, standsOn } from './pieces.rules'

const zone = 'Europe/Berlin'
const at = (text: string) => Date.parse(`${text}Z`)
const timed = (start: string, end: string): Standing => ({
  by: 'startsAt',
  startMs: at(start),
  endMs: at(end),
})
const clockOf = (standing: Standing) =>
  standing.by === 'dueOn' ? standing.day : clockAt(standing.startMs, zone).slice(0, 16)

test('a week begins on the reader’s day, and a month is whole weeks', () => {
  expect(daysOf('week', '2026-11-18', 1)).toEqual([16, 17, 18, 19, 20, 21, 22].map(n => `2026-11-${n}`))
  expect(daysOf('week', '2026-11-18', 7)[0]).toBe('2026-11-15')
  expect(daysOf('week', '2026-11-18', 6)[0]).toBe('2026-11-14')
  // February 2027 begins on a Monday and has four weeks.
  expect(daysOf('month', '2027-02-10', 1)).toHaveLength(28)
  expect(daysOf('month', '2026-08-31', 1)).toHaveLength(42)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 7 }), (n, firstDay) => {
      const day = new Date(n * 86_400_000).toISOString().slice(0, 10)
      const days = daysOf('month', day, firstDay)
      expect(days).toContain(day)
      expect(weekdayOf(days[0]!)).toBe(firstDay)
      expect(days.length % 7).toBe(0)
      expect(days.filter(one => one.slice(0, 7) === day.slice(0, 7)).length).toBeGreaterThanOrEqual(28)
    }),
  )
})

test('a month turned stays in the next one, on its last day where that is shorter', () => {
  expect(turned('month', '2026-01-31', 1)).toBe('2026-02-28')
  expect(turned('month', '2026-03-31', -1)).toBe('2026-02-28')
  expect(turned('month', '2026-12-15', 1)).toBe('2027-01-15')
  expect([turned('week', '2026-12-30', 1), turned('day', '2026-03-01', -1)]).toEqual([
    '2027-01-06',
    '2026-02-28',
  ])
})

test('those that overlap stand side by side, and nothing stands over another', () => {
  const minutes = fc.tuple(fc.nat(1439), fc.integer({ min: 1, max: 600 }))
  fc.assert(
    fc.property(fc.array(minutes, { maxLength: 12 }), spans => {
      const base = at('2026-06-10T00:00')
      const items = spans.map(([start, length], n) => ({
        id: String(n),
        standing: {
          by: 'startsAt' as const,
          startMs: base + start * 60_000,
          endMs: base + (start + length) * 60_000,
        },
      }))
      const pieces = piecesOf(items, '2026-06-10', 'UTC')
      expect(pieces).toHaveLength(items.length)
      for (const one of pieces) {
        expect(one.column).toBeLessThan(one.columns)
        expect([one.top >= 0, one.bottom <= 1440, one.bottom - one.top >= 30]).toEqual([true, true, true])
        for (const other of pieces)
          if (one !== other && one.top < other.bottom && other.top < one.bottom) {
            expect(one.column).not.toBe(other.column)
            expect(one.columns).toBe(other.columns)
          }
      }
    }),
  )
})

test('what goes over midnight stands on both days, and what lasts for a day stands above them', () => {
  const night = timed('2026-11-18T21:00', '2026-11-19T01:00')
  expect(partOf(night as never, '2026-11-18', zone)).toEqual({ top: 22 * 60, bottom: 1440 })
  expect(partOf(night as never, '2026-11-19', zone)).toEqual({ top: 0, bottom: 120 })
  const fair = timed('2026-11-17T08:00', '2026-11-19T17:00')
  expect([isAllDay(night), isAllDay(fair), isAllDay({ by: 'dueOn', day: '2026-11-18' })]).toEqual([
    false,
    true,
    true,
  ])
  expect(
    ['2026-11-16', '2026-11-17', '2026-11-19', '2026-11-20'].map(day => standsOn(fair, day, zone)),
  ).toEqual([false, true, true, false])
})

test('a move over a change of clocks keeps the time on the wall and the length', () => {
  // 25 October 2026: clocks are put back in Berlin.
  const before = timed('2026-10-23T07:00', '2026-10-23T08:00')
  const after = shifted(before, { days: 3 }, zone)
  expect(clockOf(after)).toBe('2026-10-26T09:00')
  expect(after.by !== 'dueOn' && after.endMs - after.startMs).toBe(3_600_000)
  expect(clockOf(shifted(before, { steps: -37 }, zone))).toBe('2026-10-22T23:45')
  expect(clockOf(movedTo(before, '2026-11-02', 13 * 60 + 15, zone))).toBe('2026-11-02T13:15')
  expect(clockOf(movedTo({ by: 'dueOn', day: '2026-10-23' }, '2026-11-02', 600, zone))).toBe('2026-11-02')
})

test('what is written for a move, and what takes it back', () => {
  const now = at('2026-11-18T12:00')
  const meeting = timed('2026-11-20T09:00', '2026-11-20T10:00')
  const later = shifted(meeting, { days: 1 }, zone)
  expect(valuesOf(meeting, later, now)).toEqual({ startsAt: '2026-11-21T09:00:00.000Z' })
  expect(valuesOf(meeting, endedAt(meeting, at('2026-11-20T11:00')), now)).toEqual({
    endsAt: '2026-11-20T11:00:00.000Z',
  })
  expect(valuesOf(meeting, meeting, now)).toEqual({})
  // It has a length whatever the hand does.
  expect(valuesOf(meeting, endedAt(meeting, at('2026-11-20T08:00')), now).endsAt).toBe(
    '2026-11-20T09:15:00.000Z',
  )
  const call: Standing = { by: 'occurredAt', startMs: at('2026-11-17T09:00'), endMs: at('2026-11-17T09:30') }
  expect(valuesOf(call, shifted(call, { days: -1 }, zone), now)).toEqual({
    occurredAt: '2026-11-16T09:00:00.000Z',
  })
  expect(valuesOf(call, endedAt(call, at('2026-11-17T10:00')), now)).toEqual({ durationMinutes: 60 })
  const planned = valuesOf(call, shifted(call, { days: 3 }, zone), now)
  expect(planned).toEqual({ startsAt: '2026-11-20T09:00:00.000Z' })
  expect(valuesBack({ occurredAt: '2026-11-17T09:00:00Z', durationMinutes: 30 }, planned)).toEqual({
    startsAt: null,
    endsAt: null,
    occurredAt: '2026-11-17T09:00:00Z',
    durationMinutes: 30,
  })
  expect(valuesBack({ dueOn: '2026-11-18' }, { dueOn: '2026-11-19' })).toEqual({ dueOn: '2026-11-18' })
})
