import type { TimeLine } from './open-block.rules'

/**
 * What a test holds the rules of calendars against: each minute is asked by itself, by what `Intl` says that the clock shows, with nothing of the rules.
 * Gives for each minute from `start` on whether work is done in it.
 */
export function slowlyOpen({ hours, away }: TimeLine, start: number, minutes: number): boolean[] {
  const formats = new Map(
    hours.map(({ timeZone }) => [
      timeZone,
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
    ]),
  )
  return Array.from({ length: minutes }, (_, n) => {
    const time = start + n * 60_000
    const version = hours.findLast(({ from }) => from <= time) ?? hours[0]!
    const [day = '', clock = ''] = formats.get(version.timeZone)!.format(time).split(' ')
    const weekday = new Date(day).getUTCDay() || 7
    const yesterday = weekday === 1 ? 7 : weekday - 1
    const works = version.week.some(
      span =>
        (span.weekday === weekday && span.start <= clock && (span.nextDay || clock < span.end)) ||
        (span.weekday === yesterday && span.nextDay && clock < span.end),
    )
    const isHoliday = version.holidays.some(
      holiday => holiday.day === day && holiday.start <= clock && clock < holiday.end,
    )
    const isAway = away.some(
      one =>
        one.from <= time &&
        time < one.until &&
        ('start' in one ? one.start <= time && time < one.end : one.firstDay <= day && day <= one.lastDay),
    )
    return works && !isHoliday && !isAway
  })
}
