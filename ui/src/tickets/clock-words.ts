import { format } from '../app/format'
import { dayOf } from '../app/zone'
import { t } from './tickets.text'

/** “2 h 8 m” of so many minutes. */
export function hoursAndMinutes(minutes: number): string {
  const whole = Math.round(Math.abs(minutes))
  const h = Math.floor(whole / 60)
  const m = whole % 60
  if (h === 0) return t('span.m', { m })
  return m === 0 ? t('span.h', { h }) : t('span.hm', { h, m })
}

/** A clock time today, with its day on others. */
export function shortMoment(at: string): string {
  const isToday = dayOf(new Date(at)) === dayOf(new Date())
  return isToday ? format.time(at) : `${format.date(at)} ${format.time(at)}`
}

const soonMs = 3_600_000

type DueState = 'late' | 'soon' | 'due' | 'paused' | 'none'

/** How it stands with what is due next of a ticket. */
export function dueState(
  { dueAt, leftMinutes }: Readonly<Record<string, unknown>>,
  now: number,
): { state: DueState; text: string } {
  if (typeof dueAt === 'string') {
    const left = Date.parse(dueAt) - now
    if (left <= 0) return { state: 'late', text: t('due.late', { time: format.relative(dueAt) }) }
    if (left <= soonMs) return { state: 'soon', text: hoursAndMinutes(Math.ceil(left / 60_000)) }
    const isToday = dayOf(new Date(dueAt)) === dayOf(new Date(now))
    return { state: 'due', text: isToday ? format.time(dueAt) : format.date(dueAt) }
  }
  if (typeof leftMinutes === 'number') return { state: 'paused', text: hoursAndMinutes(leftMinutes) }
  return { state: 'none', text: '' }
}
