/**
 * Days and clocks in the time zones of IANA, by what the language knows of them. Where a clock is put forward, the times that it leaps over are
 * read as moved on by the leap (02:30 is 03:30); where it is put back, a time that comes twice is its first one. RFC 5545 says the same.
 */

const dayMs = 86_400_000
const quarterMs = 900_000
const localText = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/

/** Whether the name is that of a time zone, such as `Europe/Paris`. A mere offset is none: it knows no summer. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(formatOf(name))
  } catch {
    return false
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** The day that it is at `time` (ms) in the time zone. Throws a RangeError for a zone that does not exist. */
export const dayAt = (time: number, timeZone: string): string => isoOf(time, timeZone).slice(0, 10)

/** What the clocks of the zone show at `time` (ms), to the second: `2026-11-18T21:49:00`. */
export const clockAt = (time: number, timeZone: string): string => isoOf(time, timeZone)

function isoOf(time: number, timeZone: string): string {
  const part: Record<string, string> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(time)) part[type] = value
  const { year = '', month, day, hour, minute, second } = part
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`
}

const offsets = new Map<string, Map<number, number>>()
const mostKept = 20_000
/** From then on every zone has changed its clocks at a quarter of an hour. */
const evenSince = Date.UTC(1973, 0, 1)

/** By how much (ms) the clocks of the zone are ahead of UTC at `time` (ms). */
export function offsetAt(time: number, timeZone: string): number {
  if (time < evenSince) return readOffset(time, timeZone)
  let kept = offsets.get(timeZone)
  if (!kept || kept.size > mostKept) {
    kept = new Map()
    offsets.set(timeZone, kept)
  }
  const quarter = Math.floor(time / quarterMs)
  let offset = kept.get(quarter)
  if (offset === undefined) {
    offset = readOffset(quarter * quarterMs, timeZone)
    kept.set(quarter, offset)
  }
  return offset
}

function readOffset(time: number, timeZone: string): number {
  const second = Math.floor(time / 1000) * 1000
  return Date.parse(`${isoOf(second, timeZone)}Z`) - second
}

/**
 * The moment (ms) at which the clocks of the zone show a time, given as `2026-11-18T21:49` with seconds and milliseconds if there are any, or as a day,
 * which is its midnight. Undefined for what is no time.
 */
export function momentOf(local: string, timeZone: string): number | undefined {
  const shown = utcOf(local)
  if (shown === undefined) return undefined
  const [before, after] = [offsetAt(shown - dayMs, timeZone), offsetAt(shown + dayMs, timeZone)]
  if (before === after && offsetAt(shown - before, timeZone) === before) return shown - before
  const hits = [...new Set([before, after, offsetAt(shown, timeZone)])]
    .map(offset => shown - offset)
    .filter(time => time + offsetAt(time, timeZone) === shown)
  // What the clock leaps over is counted on by the clock from before.
  return hits.length ? Math.min(...hits) : shown - before
}

function utcOf(local: string): number | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', rest = '0'] = localText.exec(local) ?? []
  if (!year || !month || !day || +hour > 23 || +minute > 59 || +second > 59) return undefined
  const at = new Date(0)
  at.setUTCFullYear(+year, +month - 1, +day)
  const isReal = at.getUTCMonth() === +month - 1 && at.getUTCDate() === +day
  return isReal
    ? at.getTime() + ((+hour * 60 + +minute) * 60 + +second) * 1000 + +rest.padEnd(3, '0')
    : undefined
}

/**
 * The moment as the clocks of the zone show it, with how far they are ahead: `2026-11-18T21:49:00+03:00`. Reads back as the same moment. In UTC where the offset
 * of long ago has seconds, which ISO 8601 cannot write.
 */
export function zonedText(time: number, timeZone: string): string {
  const offset = offsetAt(time, timeZone)
  const minutes = Math.abs(offset) / 60_000
  if (!Number.isInteger(minutes)) return new Date(time).toISOString()
  const two = (n: number) => String(n).padStart(2, '0')
  const ms = ((time % 1000) + 1000) % 1000
  const rest = ms ? `.${String(ms).padStart(3, '0')}` : ''
  return `${isoOf(time, timeZone)}${rest}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
