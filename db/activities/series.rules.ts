import { addDays } from '../filter/time.rules'

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]
export const seriesWeekdays: readonly Weekday[] = weekdays

const freqs = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Freq = (typeof freqs)[number]
export const seriesFreqs: readonly Freq[] = freqs

/** A rule by its parts. Of a month either a day of it (`-1`: the last) or one of its weekdays (`nth`; `-1`: the last) is said. */
export interface RuleParts {
  freq: Freq
  interval: number
  weekdays: readonly Weekday[]
  monthDay?: number
  nth?: number
  /** The last day on which it may be. */
  until?: string
  count?: number
}

/** The parts of a rule that `seriesPattern` knows. */
export function partsOf(rule: string): RuleParts {
  const said = Object.fromEntries(rule.split(';').map(part => part.split('=') as [string, string]))
  const days = (said.BYDAY ?? '').split(',').filter(Boolean)
  const nth = said.FREQ === 'MONTHLY' && days[0] ? Number(days[0].slice(0, -2)) : undefined
  const until = said.UNTIL?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  return {
    freq: freqs.find(one => one === said.FREQ) ?? 'DAILY',
    interval: Number(said.INTERVAL ?? 1),
    weekdays: weekdays.filter(one => days.some(day => day.endsWith(one))),
    ...(said.BYMONTHDAY && { monthDay: Number(said.BYMONTHDAY) }),
    ...(nth && { nth }),
    ...(until && { until }),
    ...(said.COUNT && { count: Number(said.COUNT) }),
  }
}

export function ruleOf(parts: RuleParts): string {
  const { freq, interval, monthDay, nth, until, count } = parts
  const days = weekdays.filter(one => parts.weekdays.includes(one))
  return [
    `FREQ=${freq}`,
    interval > 1 && `INTERVAL=${interval}`,
    freq === 'WEEKLY' && days.length > 0 && `BYDAY=${days.join(',')}`,
    freq === 'MONTHLY' && (nth ? `BYDAY=${nth}${days[0]}` : monthDay && `BYMONTHDAY=${monthDay}`),
    until ? `UNTIL=${until.replaceAll('-', '')}` : count && `COUNT=${count}`,
  ]
    .filter(Boolean)
    .join(';')
}

const utc = (day: string) => new Date(`${day}T00:00:00Z`)
export const weekdayOf = (day: string): Weekday => weekdays[(utc(day).getUTCDay() + 6) % 7]!
const dayOfMonth = (day: string) => utc(day).getUTCDate()
const isLast = (day: string, step: number) => addDays(day, step).slice(0, 7) !== day.slice(0, 7)

/** Which of its weekday a day is in its month: the first to the fourth, or the last. */
export const nthOf = (day: string): number => {
  const n = Math.ceil(dayOfMonth(day) / 7)
  return n > 4 ? -1 : n
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)

/** The rule with all that it leaves to its first day said, so that it means the same from any of its days on. */
export function saidRule(rule: string, firstDay: string): string {
  const parts = partsOf(rule)
  if (parts.freq === 'WEEKLY' && !parts.weekdays.length)
    return ruleOf({ ...parts, weekdays: [weekdayOf(firstDay)] })
  return parts.freq === 'MONTHLY' && !parts.nth && !parts.monthDay
    ? ruleOf({ ...parts, monthDay: dayOfMonth(firstDay) })
    : rule
}

/** What the rule says once the meeting of one of its days is on another: the same of the weeks and months as that one is. */
export function movedRule(rule: string, from: string, to: string): string {
  const by = daysBetween(from, to)
  if (by === 0) return rule
  const parts = partsOf(rule)
  const moved = { ...parts, ...(parts.until && { until: addDays(parts.until, by) }) }
  if (parts.freq === 'WEEKLY') {
    const at = (day: Weekday) => weekdays[(((weekdays.indexOf(day) + by) % 7) + 7) % 7]!
    return ruleOf({ ...moved, weekdays: parts.weekdays.map(at) })
  }
  if (parts.freq !== 'MONTHLY') return ruleOf(moved)
  if (!parts.nth)
    return ruleOf({ ...moved, monthDay: parts.monthDay === -1 && isLast(to, 1) ? -1 : dayOfMonth(to) })
  return ruleOf({
    ...moved,
    weekdays: [weekdayOf(to)],
    nth: parts.nth === -1 && isLast(to, 7) ? -1 : nthOf(to),
  })
}

/** The rule of the first `count` days alone, of which `lastDay` is the last. */
export function cutRule(rule: string, count: number, lastDay: string): string {
  const { until: _, count: had, ...parts } = partsOf(rule)
  return ruleOf({ ...parts, ...(had ? { count } : { until: lastDay }) })
}

/** The rule from the day on before which `count` are. */
export function restOfRule(rule: string, count: number): string {
  const parts = partsOf(rule)
  return parts.count ? ruleOf({ ...parts, count: Math.max(1, parts.count - count) }) : rule
}
