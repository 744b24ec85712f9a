import { RRuleTemporal } from 'rrule-temporal'
import { momentOf } from '../core/time-zone.rules'
import { addDays } from '../filter/time.rules'

/** So far ahead the meetings of a series are in the calendar, and this many whatever the time until then. */
const aheadDays = 400
const leastAhead = 10
/** More of a series are not made at once. */
const mostMade = 500
/** What is left of that before more is made. */
export const refillDays = 370
/** A calendar is not turned further than to the last; before the first there are too many days to count. */
const firstKnown = '1970-01-01'
const lastKnown = '2199-12-31'
export const isFar = (day: string): boolean => day < firstKnown || day > lastKnown

/** A series as its table has it. */
export interface Series {
  id: string
  rule: string
  timeZone: string
  /** The day of the first one, in its zone. */
  firstDay: string
  /** What the clocks of its zone show when each begins: 09:30:00. */
  clock: string
  /** The last day that was looked at, and is made as far as the rule has it. */
  madeThrough: string
  version: number
}

const zoned = (day: string) => Temporal.ZonedDateTime.from(`${day}T00:00:00[UTC]`)
const open = (rule: string, firstDay: string) =>
  // A rule is about days; the clock is the zone's, so that no change of clocks moves a meeting.
  new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${firstDay.replaceAll('-', '')}T000000\nRRULE:${rule}`,
  })
const dayOf = (at: { toPlainDate(): { toString(): string } }) => at.toPlainDate().toString()

/** The days of a rule from `from` to `until`. */
export const daysIn = (
  { rule, firstDay }: Pick<Series, 'rule' | 'firstDay'>,
  from: string,
  until: string,
): string[] => (from > until ? [] : open(rule, firstDay).between(zoned(from), zoned(until), true).map(dayOf))

/** The days after `after` that are to be in the calendar today, at most `mostMade`; and up to which day they are all there, and whether there are none after them. */
export function daysAhead(
  { rule, firstDay }: Pick<Series, 'rule' | 'firstDay'>,
  after: string,
  today: string,
): { days: string[]; through: string; over: boolean } {
  const rules = open(rule, firstDay)
  // One that begins later is looked at from its beginning.
  const from = [today, firstDay].sort()[1]!
  const until = [addDays(from, aheadDays), lastKnown].sort()[0]!
  const days = daysIn({ rule, firstDay }, addDays(after, 1), until)
  let through = [until, after].sort()[1]!
  let ahead = daysIn({ rule, firstDay }, from, through).length
  let next = rules.next(zoned(addDays(through, 1)), true)
  while (next && dayOf(next) <= lastKnown && ahead < leastAhead) {
    ahead += 1
    through = dayOf(next)
    days.push(through)
    next = rules.next(zoned(addDays(through, 1)), true)
  }
  if (days.length > mostMade) {
    days.length = mostMade
    return { days, through: days.at(-1)!, over: false }
  }
  return { days, through, over: !next || dayOf(next) > lastKnown }
}

/** When the meeting of a day begins, in ms. */
export const startOn = ({ clock, timeZone }: Pick<Series, 'clock' | 'timeZone'>, day: string): number =>
  momentOf(`${day}T${clock}`, timeZone)!
