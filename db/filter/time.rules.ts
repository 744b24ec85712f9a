import { dayAt } from '../core/time-zone.rules'
import type { Span } from './filter.model'

const isoDay = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/
const isoInstant =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,9}))?(?:Z|([+-])(0[0-9]|1[0-5])(?::?([0-5][0-9]))?)$/
/** The same as `isoInstant`, in words that Postgres understands. */
export const isoInstantPattern =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)$'
export const isoDayPattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'

const dayMs = 86_400_000
const earliest = Date.parse('0001-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** Whether the text is a day of the calendar, from 0001-01-01 to 9999-12-31. */
export function isDay(text: string): boolean {
  const match = isoDay.exec(text)
  if (!match || match[1] === '0000') return false
  return new Date(utcMidnight(text)).toISOString().startsWith(text)
}

/** Microseconds since 1970 of an ISO 8601 instant with its offset; undefined when it is none. Digits past the sixth are cut. */
export function microsOf(text: string): bigint | undefined {
  const match = isoInstant.exec(text)
  if (!match || !isDay(match[1]!)) return undefined
  const [, day, hour, minute, second, fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = match
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1)
  const seconds =
    utcMidnight(day!) / 1000 + (Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
}

/** The instant as ISO 8601 text in UTC with six decimals, which Postgres reads exactly. */
export function instantText(micros: bigint): string {
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n
  const seconds = Number((micros - rest) / 1_000_000n)
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${rest.toString().padStart(6, '0')}Z`
}

/** Whether the instant can be written with a four-digit year. */
export const isInCalendar = (micros: bigint): boolean => held(micros) === micros

/** The instant, or the calendar's first or last one where it lies outside. */
export function held(micros: bigint): bigint {
  const [first, last] = [BigInt(earliest) * 1000n, BigInt(latest) * 1000n]
  return micros < first ? first : micros > last ? last : micros
}

/** Microseconds since 1970, the unit in which both engines compare instants. */
export const microsOfDate = (date: Date): bigint => BigInt(date.getTime()) * 1000n

/** The span in microseconds; a day is 24 hours. */
export const spanMicros = (span: Span): bigint =>
  ('days' in span ? BigInt(span.days) * 24n : BigInt(span.hours)) * 3_600_000_000n

/** The day `days` after `day`, held inside the calendar. */
export function addDays(day: string, days: number): string {
  const time = Math.min(Math.max(utcMidnight(day) + days * dayMs, earliest), latest)
  return new Date(time).toISOString().slice(0, 10)
}

/**
 * Microseconds of the first moment of the day in the time zone: its first second that reads as this day or later. Where
 * the clock is put forward at midnight that is 01:00; where a zone left a day out, it is the next day's beginning.
 */
export function startOfDay(day: string, timeZone: string): bigint {
  const midnight = utcMidnight(day) / 1000
  let before = midnight - 16 * 3600
  let from = midnight + 16 * 3600
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dayAt(middle * 1000, timeZone) >= day) from = middle
    else before = middle
  }
  return held(BigInt(from) * 1_000_000n)
}

function utcMidnight(day: string): number {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(0).setUTCFullYear(year!, month! - 1, date!)
}
