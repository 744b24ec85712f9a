import { currencyExponent } from '@sextant/db/core/currencies.rules'
import type { Money } from '@sextant/db/core/field.model'
import { toDecimal } from '@sextant/db/core/money.rules'
import { dayAt } from '@sextant/db/core/time-zone.rules'

/** Every figure and time on a screen is written by one of these; `tag` is a BCP 47 tag for Intl. */

/** Who reads a time: in which language (BCP 47) and in which time zone (IANA). */
export interface Reader {
  tag: string
  zone: string
}

const minus = '\u2212'
const nbsp = '\u00a0'
/** “A, B”: one after the other, by the comma of the language. */
export const listed = (tag: string, texts: readonly string[]): string =>
  texts.join(tag.startsWith('ar') ? '، ' : ', ')

const signed = (text: string) => text.replaceAll('-', minus).replaceAll('\u200e', '').replaceAll('\u061c', '')

export const number = (tag: string, value: number | Intl.StringNumericLiteral, digits = 0) =>
  signed(new Intl.NumberFormat(tag, { maximumFractionDigits: digits }).format(value))

/** `exact` minimum digits as well: columns of results line up. */
export const fixed = (tag: string, value: number | Intl.StringNumericLiteral, digits: number) =>
  signed(
    new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value,
    ),
  )

/** “A, B and C”. */
export const list = (tag: string, texts: readonly string[]) =>
  new Intl.ListFormat(tag, { type: 'conjunction' }).format(texts)

/** A share between 0 and 1, as “27%” or “27.4%”. */
export const percent = (tag: string, share: number, digits = 0) =>
  `${fixed(tag, share * 100, digits)}${tag.startsWith('fr') ? nbsp : ''}%`

/** “+12”, “−1.2”; nothing for no change. */
export const change = (tag: string, value: number | null | undefined, digits = 0) => {
  if (!value || fixed(tag, Math.abs(value), digits) === fixed(tag, 0, digits)) return ''
  return `${value > 0 ? '+' : minus}${number(tag, Math.abs(value), digits)}`
}

/** The amount in the currency's larger unit, as text: a float would lose the last digits of a large one. */
const exact = (money: Money) => toDecimal(money) as Intl.StringNumericLiteral
const major = (money: Money) => money.minor / 10 ** currencyExponent(money.currency)

/** “480,000.5”: the figures of an amount alone, exact. */
export const amount = (tag: string, value: Money) =>
  number(tag, exact(value), currencyExponent(value.currency))

/** “SAR 480,000” in lists; with its decimals in a record. */
export const money = (tag: string, value: Money, form: 'list' | 'record' = 'list') =>
  `${value.currency}${nbsp}${fixed(tag, exact(value), form === 'record' ? currencyExponent(value.currency) : 0)}`

/** “€” where a currency has a sign that everybody reads, its code otherwise. */
function sign(currency: string): string {
  try {
    const parts = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    })
    return parts.formatToParts(0).find(part => part.type === 'currency')?.value ?? currency
  } catch {
    return currency
  }
}

/**
 * Sums: “€2.31 M” from a million, “€48,200” below; a code instead of a sign stands apart, “SAR 2.94 M”. `unitOf` is the larger
 * amount beside it, whose unit is then used: “€0.29 M” beside “€1.92 M”. French writes the amount first and calls a thousand millions
 * a milliard: “2,31 M €”, “1,20 Md €”. Single amounts keep their code in front in every language, so that units stand under units.
 */
export function moneyShort(tag: string, value: Money, unitOf: Money = value): string {
  const isFrench = tag.startsWith('fr')
  const mark = sign(value.currency)
  const [unit, letter] = unitFor(Math.abs(major(unitOf)), isFrench)
  const figures = `${fixed(tag, major(value) / unit, letter ? 2 : 0)}${letter ? nbsp + letter : ''}`
  if (isFrench) return `${figures}${nbsp}${mark}`
  return `${mark}${mark.length > 1 ? nbsp : ''}${figures}`
}

function unitFor(amount: number, isFrench: boolean): readonly [unit: number, letter: string] {
  if (amount >= 1e9) return [1e9, isFrench ? 'Md' : 'B']
  return amount >= 1e6 ? [1e6, 'M'] : [1, '']
}

const instant = (at: string | Date) => (typeof at === 'string' ? new Date(at) : at)
const isDay = (at: string | Date) => typeof at === 'string' && /^\d{4}-\d\d-\d\d$/.test(at)

/**
 * “18 Nov” by the clocks of the reader's zone; the year only if it is another than now's. A plain day has no zone and stays that day everywhere. In a sentence the month is
 * `long`: a shortened one may end in a point.
 */
export const date = (
  { tag, zone }: Reader,
  at: string | Date,
  now: Date,
  month: 'short' | 'long' = 'short',
  clock: Intl.DateTimeFormatOptions = {},
) => {
  const when = instant(at)
  const timeZone = isDay(at) ? 'UTC' : zone
  const year = dayAt(when.getTime(), timeZone).slice(0, 4)
  const options = { day: 'numeric', month, timeZone, ...clock } as const
  return new Intl.DateTimeFormat(
    tag,
    year === dayAt(now.getTime(), zone).slice(0, 4) ? options : { ...options, year: 'numeric' },
  ).format(when)
}

/** “18 November at 14:05”, for a sentence. */
export const moment = (reader: Reader, at: string | Date, now: Date) =>
  date(reader, at, now, 'long', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

export const time = ({ tag, zone }: Reader, at: string | Date) =>
  new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(instant(at))

/** Date, time and zone, for a tooltip. */
export const full = ({ tag, zone }: Reader, at: string | Date) =>
  isDay(at)
    ? new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone: 'UTC' }).format(instant(at))
    : new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'long', timeZone: zone }).format(
        instant(at),
      )

export const nameOf = (tag: string, part: { weekday: 'long' } | { month: 'long' }, time: number) =>
  new Intl.DateTimeFormat(tag, { ...part, timeZone: 'UTC' }).format(time)

type Span = { unit: 'minutes' | 'hours' | 'days'; n: number }
export type Age = { unit: 'now' } | Span | { unit: 'date' }

/** “12 minutes ago”. */
export const ago = (tag: string, { unit, n }: Span) => new Intl.RelativeTimeFormat(tag).format(-n, unit)

/** How long ago, up to 7 days; older or in the future is a date. */
export function age(at: string | Date, now: Date): Age {
  const minutes = (now.getTime() - instant(at).getTime()) / 60_000
  if (minutes < -1 || minutes >= 7 * 24 * 60) return { unit: 'date' }
  if (minutes < 1) return { unit: 'now' }
  if (minutes < 60) return { unit: 'minutes', n: Math.floor(minutes) }
  if (minutes < 24 * 60) return { unit: 'hours', n: Math.floor(minutes / 60) }
  return { unit: 'days', n: Math.floor(minutes / (24 * 60)) }
}

/** What stands beside an age without saying a day twice: an age of a week or more is the day itself. */
export const precise = (reader: Reader, at: string | Date, now: Date): string[] =>
  age(at, now).unit === 'date' ? [time(reader, at)] : [date(reader, at, now), time(reader, at)]

const spanUnits = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** A length of time in the largest unit of which there is at least one; under a minute is one minute. */
export function span(tag: string, seconds: number): string {
  const [unit, length] = spanUnits.find(([, length]) => seconds >= length) ?? (['minute', 60] as const)
  const n = Math.max(1, Math.floor(seconds / length))
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(n)
}
