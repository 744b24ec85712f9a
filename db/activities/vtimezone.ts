import { clockAt, offsetAt } from '../core/time-zone.rules'

const dayMs = 86_400_000
/** Changes of clocks are told so far ahead; a calendar is read again long before that. */
const yearsTold = 6

/**
 * The clocks of zones as VTIMEZONE (RFC 5545, 3.6.5), which some programs need beside a zone's name: each change from the year before the first day until some years later, by what the
 * language knows of them.
 */
export function timeZonesOf(zones: readonly { timeZone: string; firstDay: string }[]): string {
  const since = new Map<string, string>()
  for (const { timeZone, firstDay } of zones)
    since.set(timeZone, [since.get(timeZone) ?? firstDay, firstDay].sort()[0]!)
  return [...since.entries()].map(([zone, day]) => vtimezone(zone, day)).join('')
}

function vtimezone(zone: string, firstDay: string): string {
  const from = Date.parse(`${firstDay}T00:00:00Z`) - 366 * dayMs
  const until = from + yearsTold * 366 * dayMs
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observance(from, offsetAt(from, zone), zone)]
  for (let at = from, next = changeAfter(from, zone); next !== undefined && next < until; ) {
    lines.push(...observance(next, offsetAt(at, zone), zone))
    at = next
    next = changeAfter(at, zone)
  }
  return [...lines, 'END:VTIMEZONE', ''].join('\r\n')
}

function changeAfter(ms: number, zone: string): number | undefined {
  const next = Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next')
  return next?.epochMilliseconds
}

/** From a moment on, when the clocks before it were so far ahead. */
function observance(ms: number, before: number, zone: string): string[] {
  const after = offsetAt(ms, zone)
  const kind = after > before ? 'DAYLIGHT' : 'STANDARD'
  // The start is told by the clocks from before.
  const local = clockAt(ms + before, 'UTC').replace(/[-:]/g, '')
  return [
    `BEGIN:${kind}`,
    `DTSTART:${local}`,
    `TZOFFSETFROM:${written(before)}`,
    `TZOFFSETTO:${written(after)}`,
    `END:${kind}`,
  ]
}

function written(offset: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const seconds = Math.abs(offset) / 1000
  return `${offset < 0 ? '-' : '+'}${two(seconds / 3600)}${two((seconds % 3600) / 60)}`
}
