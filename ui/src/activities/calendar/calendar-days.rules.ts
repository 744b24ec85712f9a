import { addDays } from '@sextant/db/filter/time.rules'

export const calendarViews = ['day', 'week', 'month'] as const
export type CalendarView = (typeof calendarViews)[number]

/** So many days a phone lists. */
const listedDays = 14

const utc = (day: string) => new Date(`${day}T00:00:00Z`)
/** 1 is Monday. */
export const weekdayOf = (day: string): number => ((utc(day).getUTCDay() + 6) % 7) + 1
export const monthOf = (day: string): string => day.slice(0, 7)

/** The day on which the week of a day begins. */
const weekStart = (day: string, firstDay: number) => addDays(day, -((weekdayOf(day) - firstDay + 7) % 7))

const daysFrom = (first: string, count: number) => Array.from({ length: count }, (_, n) => addDays(first, n))

/** The days that a view shows: of a month whole weeks. */
export function daysOf(view: CalendarView | 'list', day: string, firstDay: number): string[] {
  if (view === 'day') return [day]
  if (view === 'list') return daysFrom(day, listedDays)
  if (view === 'week') return daysFrom(weekStart(day, firstDay), 7)
  const first = weekStart(`${monthOf(day)}-01`, firstDay)
  const days = daysFrom(first, 42)
  const weeks = [0, 7, 14, 21, 28, 35].filter(at => at === 0 || monthOf(days[at]!) === monthOf(day))
  return days.slice(0, weeks.length * 7)
}

/** The same place in the view before or after. */
export function turned(view: CalendarView | 'list', day: string, by: 1 | -1): string {
  if (view === 'day') return addDays(day, by)
  if (view === 'week') return addDays(day, by * 7)
  if (view === 'list') return addDays(day, by * listedDays)
  const date = utc(`${monthOf(day)}-01`)
  date.setUTCMonth(date.getUTCMonth() + by)
  const first = date.toISOString().slice(0, 8)
  const last = addDays(`${nextMonth(first)}01`, -1)
  const same = `${first}${day.slice(8)}`
  return same > last ? last : same
}

function nextMonth(first: string): string {
  const date = utc(`${first}01`)
  date.setUTCMonth(date.getUTCMonth() + 1)
  return date.toISOString().slice(0, 8)
}
