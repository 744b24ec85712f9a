import type { Standing } from '@sextant/db/activities/agenda.rules'
import { format, readerTag } from '../../app/format'
import { dayOf, readerZone } from '../../app/zone'
import { t } from './calendar.text'
import { daysOfStanding } from './pieces.rules'

const utc = (day: string) => new Date(`${day}T12:00:00Z`)
const written = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(readerTag(), { ...options, timeZone: 'UTC' })

/** “Wed”, and the number of the day. */
export const weekdayText = (day: string) => written({ weekday: 'short' }).format(utc(day))
export const dayNumber = (day: string) => written({ day: 'numeric' }).format(utc(day))
export const dayText = (day: string) =>
  written({ weekday: 'long', day: 'numeric', month: 'long' }).format(utc(day))

/** What the days of a view are called: “November 2026”, “16 – 22 Nov 2026”, “Wednesday, 18 November 2026”. */
export function rangeText(view: string, day: string, days: readonly string[]): string {
  if (view === 'month') return written({ month: 'long', year: 'numeric' }).format(utc(day))
  if (days.length === 1)
    return written({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(utc(day))
  return written({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
    utc(days[0] ?? day),
    utc(days.at(-1) ?? day),
  )
}

export const hourText = (hour: number) =>
  written({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.UTC(2026, 0, 1, hour))

/** “09:00”, as an entry begins with on its first day. */
export const startText = (standing: Standing | undefined, day: string) =>
  !standing || standing.by === 'dueOn' || dayOf(new Date(standing.startMs)) !== day
    ? ''
    : format.time(new Date(standing.startMs))

/** “18 November, 09:00 to 10:00”, for a sentence. */
export function whenText(standing: Standing): string {
  const [first, last] = daysOfStanding(standing, readerZone())
  if (standing.by === 'dueOn') return format.longDate(first)
  const [from, until] = [standing.startMs, standing.endMs].map(ms => format.time(new Date(ms)))
  return first === last
    ? t('when.day', { day: format.longDate(first), from: from ?? '', until: until ?? '' })
    : t('when.days', {
        from: format.moment(new Date(standing.startMs)),
        until: format.moment(new Date(standing.endMs)),
      })
}
