import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { dayAt } from '../core/time-zone.rules'
import { zones } from './scratch-values'
import { addDays, instantText, isDay, microsOf, startOfDay } from './time.rules'

const begin = (day: string, zone: string) => instantText(startOfDay(day, zone))

describe('a day in a time zone', () => {
  test('begins at its midnight, or after the hour that was skipped', () => {
    expect(begin('2026-11-18', 'Asia/Riyadh')).toBe('2026-11-17T21:00:00.000000Z')
    expect(begin('2026-03-09', 'America/New_York')).toBe('2026-03-09T04:00:00.000000Z')
    expect(begin('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000000Z')
    expect(begin('2011-12-30', 'Pacific/Apia')).toBe(begin('2011-12-31', 'Pacific/Apia'))
  })

  test('is the day that its first moment reads as, and no moment earlier does', () => {
    const times = fc.date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(times, fc.constantFrom(...zones), (time, zone) => {
        const day = dayAt(time.getTime(), zone)
        const start = Number(startOfDay(day, zone) / 1000n)
        expect(start).toBeLessThanOrEqual(time.getTime())
        expect(dayAt(start, zone)).toBe(day)
        expect(dayAt(start - 1000, zone) < day).toBe(true)
      }),
    )
  })

  test('is refused when the zone does not exist', () => {
    expect(() => dayAt(0, 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('an instant', () => {
  test('is read to the microsecond with its offset', () => {
    expect(instantText(microsOf('2026-11-18T23:30:00.1234567+02:00')!)).toBe('2026-11-18T21:30:00.123456Z')
    expect(microsOf('1969-12-31T23:59:59.999999Z')).toBe(-1n)
    expect(instantText(-1n)).toBe('1969-12-31T23:59:59.999999Z')
    for (const none of [
      '2026-11-18',
      '2026-02-30T00:00:00Z',
      '2026-11-18T24:00:00Z',
      '2026-11-18T00:00:00',
      'now',
      '',
    ])
      expect(microsOf(none)).toBeUndefined()
  })

  test('survives being written and read again', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n }), micros => {
        expect(microsOf(instantText(micros))).toBe(micros)
      }),
    )
  })
})

test('days are those of the calendar', () => {
  expect(['2024-02-29', '0001-01-01', '9999-12-31'].every(isDay)).toBe(true)
  expect(['2026-02-29', '0000-01-01', '2026-1-1', '2026-13-01', ''].some(isDay)).toBe(false)
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  expect(addDays('9999-12-31', 1)).toBe('9999-12-31')
})
