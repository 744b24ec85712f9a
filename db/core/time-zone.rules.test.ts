import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { clockAt, dayAt, isTimeZone, momentOf, offsetAt, zonedText } from './time-zone.rules'

const zones = [
  'UTC',
  'Europe/Berlin',
  'Asia/Tokyo',
  'Asia/Kuwait',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Niue',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Havana',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
]
const written = (local: string, zone: string) => {
  const moment = momentOf(local, zone)
  return moment === undefined ? undefined : new Date(moment).toISOString()
}
const times = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(date => date.getTime())

test('a zone is a name of the IANA database: offsets and inventions are none', () => {
  expect(zones.every(isTimeZone)).toBe(true)
  expect(['', 'Mars/Olympus', '+05:30', '-08', 'Europe', 'Berlin time'].some(isTimeZone)).toBe(false)
})

describe('a clock time without a zone', () => {
  test('is the moment at which the clocks of its zone show it', () => {
    expect(written('2026-11-18T21:49', 'Asia/Kuwait')).toBe('2026-11-18T18:49:00.000Z')
    expect(written('2026-11-18 21:49:05.25', 'Asia/Kathmandu')).toBe('2026-11-18T16:04:05.250Z')
    expect(written('2026-11-18T00:10', 'Pacific/Kiritimati')).toBe('2026-11-17T10:10:00.000Z')
    expect(written('2026-07-01T12:00', 'America/Los_Angeles')).toBe('2026-07-01T19:00:00.000Z')
    expect(written('2026-11-18', 'Asia/Kolkata')).toBe('2026-11-17T18:30:00.000Z')
  })

  test('that the clock leaps over is moved on by the leap', () => {
    expect(written('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
    expect(clockAt(momentOf('2026-03-29T02:30', 'Europe/Berlin')!, 'Europe/Berlin')).toBe(
      '2026-03-29T03:30:00',
    )
    expect(clockAt(momentOf('2026-10-04T02:10', 'Australia/Lord_Howe')!, 'Australia/Lord_Howe')).toBe(
      '2026-10-04T02:40:00',
    )
    // Midnight itself is leapt over, and once a whole day was.
    expect(clockAt(momentOf('2026-03-29', 'Asia/Beirut')!, 'Asia/Beirut')).toBe('2026-03-29T01:00:00')
    expect(clockAt(momentOf('2011-12-30T12:00', 'Pacific/Apia')!, 'Pacific/Apia')).toBe('2011-12-31T12:00:00')
  })

  test('that comes twice is its first one', () => {
    expect(written('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(written('2026-11-01T01:30', 'America/Los_Angeles')).toBe('2026-11-01T08:30:00.000Z')
    expect(written('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z')
  })

  test('is none where there is no such time', () => {
    for (const none of ['2026-02-30', '2026-11-18T24:00', '2026-11-18T10:60', '18/11/2026', '', '0'])
      expect(momentOf(none, 'UTC')).toBeUndefined()
  })

  test('that a clock shows is found again, to the minute, where the clock shows it once', () => {
    fc.assert(
      fc.property(times, fc.constantFrom(...zones), (time, zone) => {
        const found = momentOf(clockAt(time, zone), zone)!
        const second = Math.floor(time / 1000) * 1000
        expect(clockAt(found, zone)).toBe(clockAt(time, zone))
        expect(found).toBeLessThanOrEqual(second)
        if (found !== second) expect(offsetAt(found, zone)).toBeGreaterThan(offsetAt(second, zone))
      }),
      { numRuns: 1000 },
    )
  })
})

test('what is written with its offset reads back as the same moment, and begins with the day of the zone', () => {
  expect(zonedText(Date.parse('2026-11-18T18:49:00Z'), 'Asia/Kuwait')).toBe('2026-11-18T21:49:00+03:00')
  expect(zonedText(Date.parse('2026-11-18T18:49:00.5Z'), 'America/St_Johns')).toBe(
    '2026-11-18T15:19:00.500-03:30',
  )
  fc.assert(
    fc.property(times, fc.constantFrom(...zones), (time, zone) => {
      const text = zonedText(time, zone)
      expect(Date.parse(text)).toBe(time)
      if (!text.endsWith('Z')) expect(text.slice(0, 10)).toBe(dayAt(time, zone))
    }),
    { numRuns: 1000 },
  )
})
