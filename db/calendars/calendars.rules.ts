import type { AbsenceCreate, Holiday, WeeklySpan, WorkingHours } from './calendars.model'
import { endOf, minutesOf } from './compile-hours.rules'

/** What is wrong with hours or an absence: a rule with what fills its sentence, and where. */
export interface CalendarFault {
  rule:
    | 'calendar.span_backwards'
    | 'calendar.span_too_long'
    | 'calendar.spans_overlap'
    | 'calendar.holiday_backwards'
    | 'absence.backwards'
    | 'absence.no_time'
  message: string
  params: Record<string, string | number>
  /** Which of the spans or holidays. */
  at?: number
}

const dayMinutes = 24 * 60
const weekMinutes = 7 * dayMinutes

/** The first thing that is wrong with hours; undefined where nothing is. Hours without any work are allowed. */
export const faultOfHours = ({ week, holidays }: Pick<WorkingHours, 'week' | 'holidays'>) =>
  faultOfWeek(week) ?? faultOfHolidays(holidays)

function faultOfWeek(week: readonly WeeklySpan[]): CalendarFault | undefined {
  for (const [at, span] of week.entries()) {
    const params = { weekday: span.weekday, start: span.start, end: span.end }
    const minutes = endOf(span) - minutesOf(span.start)
    if (minutes <= 0)
      return {
        rule: 'calendar.span_backwards',
        message: `A span ends at ${span.end}, before it has begun at ${span.start}.`,
        params,
        at,
      }
    if (minutes > dayMinutes || span.start === '24:00')
      return {
        rule: 'calendar.span_too_long',
        message: `The span ${span.start}–${span.end} is longer than a day.`,
        params,
        at,
      }
  }
  return faultOfOverlap(week)
}

/** A night shift may run into the first span of the next day, that of Sunday into Monday's. */
function faultOfOverlap(week: readonly WeeklySpan[]): CalendarFault | undefined {
  const placed = week
    .map((span, at) => {
      const start = (span.weekday - 1) * dayMinutes + minutesOf(span.start)
      return { span, at, start, end: start + endOf(span) - minutesOf(span.start) }
    })
    .sort((a, b) => a.start - b.start)
  for (const [n, one] of placed.entries()) {
    const next = placed[n + 1] ?? placed[0]!
    if (next === one) continue
    const nextStart = placed[n + 1] ? next.start : next.start + weekMinutes
    if (one.end <= nextStart) continue
    return {
      rule: 'calendar.spans_overlap',
      message: `The spans ${shown(one.span)} and ${shown(next.span)} overlap.`,
      params: {
        weekday: one.span.weekday,
        one: shown(one.span),
        other: shown(next.span),
        otherWeekday: next.span.weekday,
      },
      at: next.at,
    }
  }
  return undefined
}

const shown = ({ start, end }: WeeklySpan): string => `${start}–${end}`

function faultOfHolidays(holidays: readonly Holiday[]): CalendarFault | undefined {
  const at = holidays.findIndex(({ start, end }) => end <= start)
  const wrong = holidays[at]
  return (
    wrong && {
      rule: 'calendar.holiday_backwards',
      message: `The holiday of ${wrong.day} ends at ${wrong.end}, before it has begun at ${wrong.start}.`,
      params: { day: wrong.day, start: wrong.start, end: wrong.end },
      at,
    }
  )
}

/** What is wrong with an absence: it needs both of its days, or both of its moments, and ends after it begins. */
export function faultOfAbsence(absence: AbsenceCreate): CalendarFault | undefined {
  const { firstDay, lastDay, startsAt, endsAt } = absence
  const isDays = firstDay !== undefined && lastDay !== undefined && !startsAt && !endsAt
  const isMoments = startsAt !== undefined && endsAt !== undefined && !firstDay && !lastDay
  if (!isDays && !isMoments)
    return {
      rule: 'absence.no_time',
      message: 'An absence needs its first and last day, or the moments at which it begins and ends.',
      params: {},
    }
  const isBackwards = isDays ? lastDay < firstDay : Date.parse(endsAt!) <= Date.parse(startsAt!)
  if (!isBackwards) return undefined
  return { rule: 'absence.backwards', message: 'The absence ends before it begins.', params: {} }
}

/** By what a workspace works that has no calendar: Monday to Friday, nine to five. */
export const usualHours = (timeZone: string): WorkingHours => ({
  timeZone,
  week: ([1, 2, 3, 4, 5] as const).map(weekday => ({
    weekday,
    start: '09:00',
    end: '17:00',
    nextDay: false,
  })),
  holidays: [],
})
/** The first day of the week where nobody has said: by the language, Sunday in Arabic and Monday elsewhere. */
export const usualFirstDay = (locale: string): 1 | 7 => (locale.startsWith('ar') ? 7 : 1)

/** The days of the week from the reader's first day on. */
export const weekFrom = <D extends number>(days: readonly D[], first: number): D[] => [
  ...days.filter(day => day >= first),
  ...days.filter(day => day < first),
]

/** Holidays with others taken over: a day that has one of the same time already is replaced. In order of their days. */
export function withHolidays(holidays: readonly Holiday[], taken: readonly Holiday[]): Holiday[] {
  const placeOf = ({ day, start, end }: Holiday) => `${day} ${start} ${end}`
  const places = new Set(taken.map(placeOf))
  return [...holidays.filter(holiday => !places.has(placeOf(holiday))), ...taken].sort((a, b) =>
    placeOf(a) < placeOf(b) ? -1 : 1,
  )
}
