import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { momentOf } from '../core/time-zone.rules'
import type { Away, HoursFrom, TimeLine } from './open-block.rules'
import { slowlyOpen } from './slow-calendar'
import { workingTimes } from './working-time.rules'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const at = (iso: string) => Date.parse(iso)
const names = { en: 'Holiday' }

const hours = (timeZone: string, week: HoursFrom['week'], more: Partial<HoursFrom> = {}): HoursFrom => ({
  from: 0,
  timeZone,
  week,
  holidays: [],
  ...more,
})
const everyDay = (start: string, end: string, nextDay = false) =>
  ([1, 2, 3, 4, 5, 6, 7] as const).map(weekday => ({ weekday, start, end, nextDay }))
const office = everyDay('09:00', '17:00').filter(({ weekday }) => weekday <= 5)
const times = (version: HoursFrom, away: Away[] = []) => workingTimes({ hours: [version], away })

/** Zones with their changes of clocks: of an hour, of half an hour, around Ramadan, of a whole day, and none. */
const zones: Record<string, string[]> = {
  'Europe/Berlin': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'],
  'America/New_York': ['2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00Z', '2026-10-03T15:30Z'],
  'Asia/Kathmandu': ['2026-02-01T00:00Z'],
  'Pacific/Apia': ['2011-12-30T10:00Z', '2020-04-04T14:00Z'],
  'Asia/Riyadh': ['2026-06-01T00:00Z'],
  'Africa/Casablanca': ['2026-02-15T02:00Z', '2026-03-22T02:00Z'],
}
const clock = fc.integer({ min: 0, max: 95 }).map(quarter => {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`
})
const week = fc.array(
  fc
    .record({
      weekday: fc.constantFrom(...([1, 2, 3, 4, 5, 6, 7] as const)),
      start: clock,
      end: fc.oneof(clock, fc.constant('24:00')),
      nextDay: fc.boolean(),
    })
    .map(span => (span.nextDay || span.end > span.start ? span : { ...span, nextDay: true })),
  { maxLength: 14 },
)
const dayFrom = (time: number, add: number) => new Date(time + add * dayMs).toISOString().slice(0, 10)

const scene = fc.constantFrom(...Object.keys(zones)).chain(timeZone =>
  fc.constantFrom(...zones[timeZone]!.map(at)).chain(change => {
    const days = fc.integer({ min: -3, max: 3 })
    const minutes = fc.integer({ min: -3 * 1440, max: 3 * 1440 }).map(n => change + n * minuteMs)
    const span = fc.tuple(minutes, minutes).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    const known = span.map(({ start, end }) => ({ from: start, until: end }))
    const version = fc.record({
      from: minutes,
      timeZone: fc.oneof(
        { arbitrary: fc.constant(timeZone), weight: 4 },
        { arbitrary: fc.constantFrom(...Object.keys(zones)), weight: 1 },
      ),
      week,
      holidays: fc.array(
        fc.record({
          day: days.map(n => dayFrom(change, n)),
          names: fc.constant(names),
          start: fc.constantFrom('00:00', '12:00'),
          end: fc.constantFrom('12:30', '24:00'),
        }),
        { maxLength: 2 },
      ),
    })
    const away = fc.array(
      fc.oneof(
        fc.tuple(known, span).map(([when, moments]) => ({ ...when, ...moments })),
        fc.tuple(known, days, fc.nat(1)).map(([when, n, more]) => ({
          ...when,
          firstDay: dayFrom(change, n),
          lastDay: dayFrom(change, n + more),
        })),
      ),
      { maxLength: 2 },
    )
    return fc.record({
      start: fc.integer({ min: -2 * 1440, max: -1440 }).map(n => change + n * minuteMs),
      line: fc.record({
        hours: fc
          .array(version, { minLength: 1, maxLength: 3 })
          .map(list => list.sort((a, b) => a.from - b.from)),
        away,
      }),
      picks: fc.array(fc.tuple(fc.nat(3 * 1440), fc.nat(3 * 1440)), { minLength: 6, maxLength: 6 }),
    })
  }),
)

test('every answer is the one that is found by asking each minute by itself, across every change of clocks', () => {
  let asked = 0
  fc.assert(
    fc.property(scene, ({ start, line, picks }) => {
      const minutes = 3 * 1440
      const open = slowlyOpen(line as TimeLine, start, minutes)
      const quick = workingTimes(line as TimeLine)
      const done = [0]
      for (const isOpen of open) done.push(done.at(-1)! + (isOpen ? 1 : 0))
      for (let n = 0; n < minutes; n++)
        if (quick.isOpen(start + n * minuteMs) !== open[n]) throw new Error(`minute ${n} is not ${open[n]}`)
      for (const [a, b] of picks) {
        const [from, until] = [start + a * minuteMs, start + b * minuteMs]
        expect(quick.workingTimeBetween(from, until)).toBe((done[b]! - done[a]!) * minuteMs)
        const told = quick.spansBetween(from, until).reduce((sum, span) => sum + span.end - span.start, 0)
        expect(told).toBe(Math.max(0, done[b]! - done[a]!) * minuteMs)
        const next = open.indexOf(true, a)
        if (next >= 0) expect(quick.nextOpen(from)).toBe(start + next * minuteMs)
        const wanted = Math.ceil(b / 20) + 1
        const due = done.indexOf(done[a]! + wanted, a)
        if (due >= 0) expect(quick.addWorkingTime(from, wanted * minuteMs)).toBe(start + due * minuteMs)
        else {
          const found = quick.addWorkingTime(from, wanted * minuteMs)
          expect(found === undefined || found > start + minutes * minuteMs).toBe(true)
        }
        asked += 4
      }
    }),
    { numRuns: 150 },
  )
  expect(asked).toBeGreaterThan(1000)
}, 60_000)

test('what is added is what lies between, also over years', () => {
  const quick = times(
    hours('Africa/Casablanca', [...office, { weekday: 6, start: '22:00', end: '06:00', nextDay: true }]),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: at('1995-01-01'), max: at('2060-01-01') }),
      fc.integer({ min: 1, max: 20_000 * hourMs }),
      (from, ms) => {
        const due = quick.addWorkingTime(from, ms)!
        expect(quick.workingTimeBetween(from, due)).toBe(ms)
        expect(quick.workingTimeBetween(from, due - 1)).toBe(ms - 1)
        expect(quick.workingTimeBetween(due, from)).toBe(-ms)
      },
    ),
    { numRuns: 500 },
  )
}, 60_000)

test('a day of 23 hours, and one of 25, are as long as they are; an hour that comes twice is worked twice', () => {
  const always = times(hours('Europe/Berlin', everyDay('00:00', '24:00')))
  const day = (iso: string) =>
    always.workingTimeBetween(
      momentOf(iso, 'Europe/Berlin')!,
      momentOf(dayFrom(at(iso), 1), 'Europe/Berlin')!,
    )
  expect([day('2026-03-28'), day('2026-03-29'), day('2026-10-25')]).toEqual([24, 23, 25].map(n => n * hourMs))
  const night = times(hours('Europe/Berlin', everyDay('02:00', '03:00')))
  const between = (from: string, until: string) => night.workingTimeBetween(at(from), at(until)) / hourMs
  expect(between('2026-03-28T12:00Z', '2026-03-29T12:00Z')).toBe(0)
  expect(between('2026-10-24T12:00Z', '2026-10-25T12:00Z')).toBe(2)
  expect(night.nextOpen(at('2026-03-28T12:00Z'))).toBe(at('2026-03-30T00:00Z'))
})

test('a night shift belongs to the day it begins on, and a holiday closes only its own day', () => {
  const friday = { weekday: 5 as const, start: '22:00', end: '06:00', nextDay: true }
  const holidays = [{ day: '2026-12-05', names, start: '00:00', end: '24:00' }]
  const spans = (version: HoursFrom) =>
    times(version)
      .spansBetween(at('2026-12-04'), at('2026-12-08'))
      .map(({ start, end }) => [start, end].map(ms => new Date(ms).toISOString().slice(5, 16)))
  expect(spans(hours('UTC', [friday]))).toEqual([['12-04T22:00', '12-05T06:00']])
  expect(spans(hours('UTC', [friday], { holidays }))).toEqual([['12-04T22:00', '12-05T00:00']])
})

test('hours that are changed change no past, and neither does an absence that is entered or taken back later', () => {
  const monday = at('2026-11-23T00:00Z')
  const line: TimeLine = {
    hours: [hours('UTC', office), hours('UTC', everyDay('10:00', '12:00'), { from: monday + 2 * dayMs })],
    away: [
      {
        firstDay: '2026-11-23',
        lastDay: '2026-11-27',
        from: monday + dayMs + 12 * hourMs,
        until: monday + 3 * dayMs,
      },
    ],
  }
  const quick = workingTimes(line)
  const worked = Array.from({ length: 5 }, (_, n) =>
    quick.workingTimeBetween(monday + n * dayMs, monday + (n + 1) * dayMs),
  )
  expect(worked.map(ms => ms / hourMs)).toEqual([8, 3, 0, 2, 2])
})

test('without a working hour there is no answer, and none is looked for further than 100 years', () => {
  const from = at('2026-11-29')
  const empty = times(hours('UTC', []))
  expect([empty.isOpen(from), empty.nextOpen(from), empty.addWorkingTime(from, 1)]).toEqual([
    false,
    undefined,
    undefined,
  ])
  expect([empty.addWorkingTime(from, 0), empty.workingTimeBetween(from, from + 1e12)]).toEqual([from, 0])
  const ends = workingTimes({ hours: [hours('UTC', office), hours('UTC', [], { from })], away: [] })
  expect(ends.nextOpen(from)).toBeUndefined()
  expect(ends.nextOpen(from - 7 * dayMs)).toBe(from - 6 * dayMs + 9 * hourMs)
  const quick = times(hours('UTC', office))
  expect(quick.addWorkingTime(from, 1e15)).toBeUndefined()
  expect(quick.addWorkingTime(from, Number.POSITIVE_INFINITY)).toBeUndefined()
  expect(quick.addWorkingTime(at('9998-12-30'), 1e10)).toBeUndefined()
  expect(quick.workingTimeBetween(-1e15, -1e14)).toBe(0)
  expect(() => quick.addWorkingTime(from, -1)).toThrow(RangeError)
  const shut = times(hours('UTC', office), [{ from, until: 9e15, start: from, end: 9e15 }])
  expect(shut.nextOpen(from)).toBeUndefined()
})
