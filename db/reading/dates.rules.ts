import { momentOf } from '../core/time-zone.rules'
import { plain } from './names-of-places.rules'
import type { DateOrder } from './reading.model'

const dayFirst = /^(\d{1,2})\s*([./\-\s])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?$/
const yearFirst = /^(\d{4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,2})$/
const clock =
  /[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?|[صم])?\s*(Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT)?(?:\s*\([^()]*\))?$/i

let months: Map<string, number> | undefined

/**
 * A day as `2026-11-18`. The year may come first; a month may be a word in one of the languages spoken; else `order` tells day from
 * month, unless only one of the two readings is a day (`11/25/2026`) or the separator is a dot, which is day first everywhere.
 */
export function readDay(text: string, order: DateOrder): string | undefined {
  const given = westernDigits(text.trim())
  const iso = yearFirst.exec(given)
  if (iso) return dayOf(+iso[1]!, +iso[3]!, +iso[4]!)
  const eastern = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]$/.exec(given.normalize('NFC'))
  if (eastern) return dayOf(+eastern[1]!, +eastern[2]!, +eastern[3]!)
  if (/^\d{8}$/.test(given)) return dayOf(+given.slice(0, 4), +given.slice(4, 6), +given.slice(6))
  const numbers = dayFirst.exec(given)
  if (numbers) {
    const [, first, separator, second] = numbers
    const year = fullYear(numbers[4]!)
    const asDmy = dayOf(year, +second!, +first!)
    const asMdy = dayOf(year, +first!, +second!)
    return order === 'mdy' && separator !== '.'
      ? (asMdy ?? asDmy)
      : (asDmy ?? (separator === '.' ? undefined : asMdy))
  }
  return readWordedDay(given)
}

const msPerDay = 86_400_000
/** Excel's day 0, which makes its 60 the day after 28 February 1900. */
const excelBegin = Date.UTC(1899, 11, 30)

/**
 * What the clock shows as Excel keeps it, without a zone (`2026-11-18T21:49:00`): days since 1900, the clock as their fraction; of five digits, which are 1927 to 2099
 * (https://support.microsoft.com, “DATE function”).
 */
export function readExcelDay(text: string): string | undefined {
  const given = /^(\d{5})(?:[.,](\d{1,12}))?$/.exec(text.trim())
  if (!given || +given[1]! < 10_000 || +given[1]! > 73_050) return undefined
  const seconds = Math.round(Number(`0.${given[2] ?? 0}`) * 86_400)
  return new Date(excelBegin + +given[1]! * msPerDay + seconds * 1000).toISOString().slice(0, 19)
}

/**
 * A moment as ISO 8601 in UTC. A clock without a zone is one of `timeZone` (what becomes of an hour that does not exist or comes twice is said
 * in `time-zone.rules.ts`), and a day alone its midnight there.
 */
export function readInstant(text: string, order: DateOrder, timeZone: string): string | undefined {
  const read = readMoment(text, order)
  const local = read?.local ?? readExcelDay(text)
  if (!local) return undefined
  const at = read?.offset ? Date.parse(`${local}${read.offset}`) : (momentOf(local, timeZone) ?? Number.NaN)
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined
}

/** The day of a cell that may have a clock beside it: the one that is written, in whatever zone. */
export const readWrittenDay = (text: string, order: DateOrder): string | undefined =>
  (readMoment(text, order)?.local ?? readExcelDay(text))?.slice(0, 10)

/** The parts of a moment: day and clock as they are written, and `Z` or the offset where there is one. */
function readMoment(text: string, order: DateOrder): { local: string; offset?: string } | undefined {
  const given = westernDigits(text.trim())
  const time = clock.exec(given)
  const day = readDay(time ? given.slice(0, time.index) : given, order)
  if (!day) return undefined
  if (!time) return { local: day }
  const [, hour, minute, second = '0', fraction = '0', half] = time
  const zone = time[6]?.replace(/^(UTC|GMT)(?=[+-])/i, '')
  let hours = +hour!
  if (half) {
    if (hours < 1 || hours > 12) return undefined
    hours = (hours % 12) + (/^[pم]/i.test(half) ? 12 : 0)
  }
  if (hours > 23 || +minute! > 59 || +second > 59) return undefined
  const two = (n: number | string) => String(n).padStart(2, '0')
  const local = `${day}T${two(hours)}:${minute}:${two(second)}.${fraction.slice(0, 3).padEnd(3, '0')}`
  if (!zone) return { local }
  const offset = zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
  return { local, offset: /^[+-]/.test(zone) ? offset : 'Z' }
}

/**
 * Which of day and month comes first in a column, by the values that can be read only one way; undefined when none tells. A day that begins with
 * its year is read in any order, so it decides only where all do.
 */
export function orderOf(values: readonly string[]): DateOrder | undefined {
  const votes = votesOf(values)
  if (votes.dmy || votes.mdy) return votes.dmy >= votes.mdy ? 'dmy' : 'mdy'
  return votes.ymd > 0 && votes.either === 0 ? 'ymd' : undefined
}

/** Whether a column has days such as 03/04/2024 and nothing in it tells which is the month, or some of it says one thing and some another. */
export function isEitherOrder(values: readonly string[]): boolean {
  const { dmy, mdy, either } = votesOf(values)
  return either > 0 && Boolean(dmy) === Boolean(mdy)
}

function votesOf(values: readonly string[]) {
  const votes = { ymd: 0, dmy: 0, mdy: 0, either: 0 }
  for (const value of values) {
    const given = westernDigits(value.trim()).replace(clock, '')
    if (yearFirst.test(given)) votes.ymd += 1
    const numbers = dayFirst.exec(given)
    if (!numbers) continue
    if (+numbers[1]! > 12 || numbers[2] === '.') votes.dmy += 1
    else if (+numbers[3]! > 12) votes.mdy += 1
    // 5 May is the same day in both.
    else if (+numbers[1]! !== +numbers[3]!) votes.either += 1
  }
  return votes
}

export const westernDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) & 0xf))

function dayOf(year: number, month: number, day: number): string | undefined {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined
}

/** Two digits: 70 to 99 are of the last century (POSIX strptime: 69). */
const fullYear = (digits: string): number =>
  digits.length === 4 ? +digits : +digits < 70 ? 2000 + +digits : 1900 + +digits

function readWordedDay(text: string): string | undefined {
  const words = text
    .split(/[\s.,،/-]+/)
    .filter(word => word && !/^(de|del|of|the|le|der|den|el)$/i.test(word))
  // A weekday goes before: it says nothing that the day does not.
  if (words.length === 4 && !/\d/.test(words[0]!) && words.slice(1).some(word => monthOf(word))) words.shift()
  if (words.length !== 3) return undefined
  const month = words.findIndex(word => !/^\d/.test(word))
  const number = month === -1 ? undefined : monthOf(words[month]!)
  if (!number) return undefined
  const rest = words.filter((_, i) => i !== month).map(word => word.replace(/(st|nd|rd|th)$/i, ''))
  if (!rest.every(word => /^\d+$/.test(word))) return undefined
  const [a, b] = rest as [string, string]
  return a.length === 4 ? dayOf(+a, number, +b) : dayOf(fullYear(b), number, +a)
}

function monthOf(word: string): number | undefined {
  if (!months) {
    months = new Map()
    for (const language of ['en', 'fr', 'de', 'es', 'pl', 'ar', 'it', 'pt', 'nl', 'tr'])
      for (const length of ['long', 'short'] as const)
        for (const withDay of [true, false]) {
          const format = new Intl.DateTimeFormat(language, {
            month: length,
            timeZone: 'UTC',
            ...(withDay ? { day: 'numeric' } : {}),
          })
          for (let month = 0; month < 12; month++) {
            const name = format
              .formatToParts(Date.UTC(2026, month, 15))
              .find(part => part.type === 'month')!.value
            if (!months.has(plain(name))) months.set(plain(name), month + 1)
          }
        }
    months.set('sept', 9)
  }
  return months.get(plain(word))
}
