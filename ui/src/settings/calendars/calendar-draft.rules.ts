import type { Calendar, Holiday, WeeklySpan } from '@sextant/db/calendars/calendars.model'
import { endOf, minutesOf } from '@sextant/db/calendars/compile-hours.rules'
import { dayAt } from '@sextant/db/core/time-zone.rules'

/** A span as its fields have it: a browser's field of times knows no 24:00, so midnight is 00:00 in it. */
export interface DraftSpan {
  weekday: WeeklySpan['weekday']
  start: string
  end: string
  nextDay: boolean
}

/** A calendar while it is edited. */
export interface CalendarDraft {
  name: string
  timeZone: string
  spans: DraftSpan[]
  holidays: Holiday[]
  country: string | null
  region: string | null
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const workdays = [1, 2, 3, 4, 5] as const

export const newDraft = (timeZone: string): CalendarDraft => ({
  name: '',
  timeZone,
  spans: workdays.map(weekday => ({ weekday, start: '09:00', end: '17:00', nextDay: false })),
  holidays: [],
  country: null,
  region: null,
})

export const draftOf = ({ name, timeZone, week, holidays, country, region }: Calendar): CalendarDraft => ({
  name,
  timeZone,
  spans: week.map(span => ({ ...span, end: span.end === '24:00' ? '00:00' : span.end })),
  holidays,
  country,
  region,
})

/** The spans as they are sent. A day's midnight as an end is the end of that day; what is not filled in is left out. */
export const weekOf = (spans: readonly DraftSpan[]): WeeklySpan[] =>
  spans
    .filter(({ start, end }) => start && end)
    .map(span => (span.end === '00:00' && !span.nextDay ? { ...span, end: '24:00' } : { ...span }))

export const spansOn = (spans: readonly DraftSpan[], weekday: number): DraftSpan[] =>
  spans.filter(span => span.weekday === weekday)

/** Another span on a day: nine to five, or an hour after what is there already. */
export function withSpan(spans: readonly DraftSpan[], weekday: DraftSpan['weekday']): DraftSpan[] {
  const last = Math.max(...spansOn(spans, weekday).map(endOf), 0)
  const start = last ? Math.min(last + 60, 22 * 60) : 9 * 60
  const end = last ? Math.min(start + 240, 23 * 60) : 17 * 60
  return [...spans, { weekday, start: clockOf(start), end: clockOf(end), nextDay: false }]
}

/** The day with the spans of the day before, Monday with those of Sunday. */
export function asDayBefore(spans: readonly DraftSpan[], weekday: DraftSpan['weekday']): DraftSpan[] {
  const before = weekdays[(weekday + 5) % 7]!
  return [
    ...spans.filter(span => span.weekday !== weekday),
    ...spansOn(spans, before).map(span => ({ ...span, weekday })),
  ]
}

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** How many hours a week has; spans that end before they begin count nothing. */
export const hoursOf = (week: readonly WeeklySpan[]): number =>
  week.reduce((sum, span) => sum + Math.max(0, endOf(span) - minutesOf(span.start)), 0) / 60

/** A day of a year as a calendar has it: worked, free, or a holiday. */
export interface YearDay {
  day: string
  kind: 'work' | 'free' | 'holiday' | 'part'
}

const dayMs = 86_400_000

/** The days of a month, with how many free places come before the first one in a week that begins on `firstDay`. */
export function monthOf(
  year: number,
  month: number,
  week: readonly WeeklySpan[],
  holidays: readonly Holiday[],
  firstDay: number,
): { before: number; days: YearDay[] } {
  const first = Date.UTC(year, month - 1, 1)
  const count = Math.round((Date.UTC(year, month, 1) - first) / dayMs)
  const days = Array.from({ length: count }, (_, n): YearDay => {
    const at = first + n * dayMs
    const day = dayAt(at, 'UTC')
    const closed = holidays.filter(holiday => holiday.day === day)
    if (closed.some(({ start, end }) => start === '00:00' && end === '24:00')) return { day, kind: 'holiday' }
    if (closed.length) return { day, kind: 'part' }
    return { day, kind: week.some(span => span.weekday === weekdayOf(at)) ? 'work' : 'free' }
  })
  return { before: (weekdayOf(first) - firstDay + 7) % 7, days }
}

/** 1 is Monday. 1 January 1970 was a Thursday. */
const weekdayOf = (at: number): number => ((Math.floor(at / dayMs) + 3) % 7) + 1

/** The holidays of a year, in order. */
export const holidaysOf = (holidays: readonly Holiday[], year: number): Holiday[] =>
  holidays
    .filter(({ day }) => day.startsWith(`${year}-`))
    .sort((a, b) => (`${a.day} ${a.start}` < `${b.day} ${b.start}` ? -1 : 1))

/** What a holiday is called in a language; in English where it has no name in it. */
export const holidayName = ({ names }: Holiday, locale: string): string =>
  (locale === 'fr' || locale === 'ar' ? names[locale] : undefined) ?? names.en
