import { type RateFile, unreadable } from './rate-file.rules'
import type { QuotedRate } from './rates.model'

/** `<gesmes:Envelope …>`, `</Cube>`, `<Cube …/>`: what closes, its name without a prefix, its attributes, whether it closes itself. */
const tag =
  /<(\/?)(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const isDay = /^\d{4}-\d\d-\d\d$/
/** An envelope has five floors; whoever nests deeper sends something else. */
const mostDepth = 20

/**
 * The file that the European Central Bank publishes (eurofxref: of the day, of 90 days, or since 1999): `Cube time=…` with `Cube currency=… rate=…` in it, so
 * many of a currency for one euro. Reads tags and nothing more: a file with definitions of its own (a DTD, entities) is refused, as is one that is not
 * well formed.
 */
export function readEcb(text: string): RateFile {
  const rates: QuotedRate[] = []
  const open: string[] = []
  let day: { value: string; depth: number } | undefined
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let anything = false
  while (at < text.length) {
    const start = text.indexOf('<', at)
    if (start < 0) break
    if (open.length === 0 && text.slice(at, start).trim()) return unreadable(text, at)
    if (text.startsWith('<?', start) || text.startsWith('<!--', start)) {
      const end = text.startsWith('<?', start) ? '?>' : '-->'
      const until = text.indexOf(end, start + 2)
      if (until < 0) return unreadable(text, start)
      at = until + end.length
      continue
    }
    tag.lastIndex = start
    const found = tag.exec(text)
    if (!found) return unreadable(text, start)
    const [, closes, name = '', given = '', itself] = found
    at = tag.lastIndex
    if (closes) {
      if (given || itself || open.pop() !== name) return unreadable(text, start)
      if (day && open.length < day.depth) day = undefined
      continue
    }
    if (open.length === 0 && anything) return unreadable(text, start)
    anything = true
    if (name === 'Cube') {
      const { time, currency, rate } = attributesOf(given)
      if (time !== undefined) {
        if (!isDay.test(time) || day) return unreadable(text, start)
        if (!itself) day = { value: time, depth: open.length + 1 }
      } else if (currency !== undefined) {
        if (!day) return unreadable(text, start)
        rates.push({ day: day.value, currency, rate: rate ?? '' })
      }
    }
    if (!itself && open.push(name) > mostDepth) return unreadable(text, start)
  }
  if (open.length || text.slice(at).trim() || !anything) return unreadable(text, text.length)
  return { base: 'EUR', rates }
}

function attributesOf(given: string): Record<string, string | undefined> {
  const read: Record<string, string | undefined> = {}
  for (const [, name = '', double, single] of given.matchAll(attribute)) read[name] = double ?? single
  return read
}
