import { partsOf, seriesWeekdays, type Weekday } from '@sextant/db/activities/series.rules'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { t } from './series.text'

/** Which meetings of a series are meant. */
export const whiches = ['one', 'later', 'all'] as const
export type Which = (typeof whiches)[number]

export const seriesQuery = (id: string) => ({
  queryKey: ['activity', 'series', id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get('/crm/activities/{id}/series', { params: { id }, signal }),
})

/** “Monday”. */
export const weekdayName = (day: Weekday) => format.weekday((seriesWeekdays.indexOf(day) + 1) % 7)

const nths = ['1', '2', '3', '4', '-1'] as const
export const nthKey = (nth: number) => nths.find(one => one === String(nth)) ?? '1'

/** “Every two weeks on Monday and Friday, 10 times”. */
export function ruleText(rule: string, firstDay: string): string {
  const { freq, interval: n, weekdays, monthDay, nth, until, count } = partsOf(rule)
  const days = format.list(weekdays.map(weekdayName))
  const on = nth
    ? t(`in.nth.${nthKey(nth)}`, { weekday: weekdays[0] ? weekdayName(weekdays[0]) : '' })
    : monthDay === -1
      ? t('in.last')
      : t('in.day', { day: format.number(monthDay ?? Number(firstDay.slice(8))) })
  const told =
    freq === 'MONTHLY'
      ? t('in.month', { every: t('every.MONTHLY', { n }), on })
      : freq === 'WEEKLY'
        ? t('every.WEEKLY', { n, days })
        : t(`every.${freq}`, { n })
  if (until) return t('in.until', { every: told, date: format.longDate(until) })
  return count ? t('in.count', { every: told, n: count }) : told
}
