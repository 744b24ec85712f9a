import { RRuleTemporal } from 'rrule-temporal'
import { clockAt, dayAt, momentOf } from '../core/time-zone.rules'
import { addDays } from '../filter/time.rules'

const dayMs = 86_400_000
const zoned = (day: string) => Temporal.ZonedDateTime.from(`${day}T00:00:00[UTC]`)

/** The day on which something that repeats is due next: after the one on which it was, and today at the earliest. Undefined where there is none. */
export function nextDay(repeats: string, dueOn: string, today: string): string | undefined {
  const rule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${dueOn.replaceAll('-', '')}T000000\nRRULE:${repeats}`,
  })
  const after = addDays(dueOn, 1)
  const next = rule.next(zoned(after > today ? after : today), true)
  const day = next?.toPlainDate().toString()
  return day && /^\d{4}-/.test(day) ? day : undefined
}

/** The reminder as far before the new day as it was before the old one, at the same time on the wall of the zone. */
export function nextReminder(remindAt: string, dueOn: string, nextDue: string, timeZone: string): string {
  const ms = Date.parse(remindAt)
  const days = Math.round((Date.parse(nextDue) - Date.parse(dueOn)) / dayMs)
  const local = `${addDays(dayAt(ms, timeZone), days)}${clockAt(ms, timeZone).slice(10)}`
  return new Date(momentOf(local, timeZone) ?? ms + days * dayMs).toISOString()
}
