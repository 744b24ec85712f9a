import type { Money } from '@sextant/db/core/field.model'
import * as rules from './format.rules'
import { intlTag } from './locale.rules'
import { currentLocale } from './preferences'
import { t } from './text'
import { readerZone } from './zone'

/** What Intl is asked for in the reader's language. */
export const readerTag = () => intlTag[currentLocale()]
const tag = readerTag
const reader = () => ({ tag: tag(), zone: readerZone() })

/** A text of another direction inside a line stays in one piece. */
export const apart = (text: string): string => `\u2068${text}\u2069`

/** Short texts side by side, each in its own direction; those that are absent are left out. */
export const beside = (...texts: readonly unknown[]): string =>
  texts.flatMap(text => (typeof text === 'string' && text ? apart(text) : [])).join(' · ')

/** Figures, amounts and times in the reader's language. Rules of each are in `format.rules.ts`. */
export const format = {
  number: (value: number, digits?: number) => rules.number(tag(), value, digits),
  fixed: (value: number, digits: number) => rules.fixed(tag(), value, digits),
  percent: (share: number, digits?: number) => rules.percent(tag(), share, digits),
  change: (value: number | null | undefined, digits?: number) => rules.change(tag(), value, digits),
  money: (value: Money, form?: 'list' | 'record') => rules.money(tag(), value, form),
  amount: (value: Money) => rules.amount(tag(), value),
  moneyShort: (value: Money, unitOf?: Money) => rules.moneyShort(tag(), value, unitOf),
  date: (at: string | Date) => rules.date(reader(), at, new Date()),
  longDate: (at: string | Date) => rules.date(reader(), at, new Date(), 'long'),
  moment: (at: string | Date) => rules.moment(reader(), at, new Date()),
  time: (at: string | Date) => rules.time(reader(), at),
  full: (at: string | Date) => rules.full(reader(), at),
  /** “12 m”, “3 h”, “2 d”, then the date. */
  relative: (at: string | Date, now = new Date()) => {
    const age = rules.age(at, now)
    if (age.unit === 'date') return rules.date(reader(), at, now)
    return age.unit === 'now' ? t('time.now') : t(`time.${age.unit}`, { n: age.n })
  },
  /** What `relative` leaves unsaid, to stand beside it: the clock time where it is a date, else date and time. */
  precise: (at: string | Date, now = new Date()) => beside(...rules.precise(reader(), at, now)),
  /** The same inside a sentence: “just now”, “12 minutes ago”, “on 18 November”. */
  ago: (at: string | Date, now = new Date()) => {
    const age = rules.age(at, now)
    if (age.unit === 'date') return t('time.on', { date: rules.date(reader(), at, now, 'long') })
    return age.unit === 'now' ? t('time.justNow') : rules.ago(tag(), age)
  },
  /** “A, B, C”: side by side, as on a filter's chip. */
  listed: (texts: readonly string[]) => rules.listed(tag(), texts),
  /** “A, B and C” in a sentence, each in its own direction. */
  list: (texts: readonly string[]) => rules.list(tag(), texts.map(apart)),
  /** How long something took, in its largest unit: “3 days”, “2 hours”. */
  span: (seconds: number) => rules.span(tag(), seconds),
  /** The name of a weekday, 0 for Sunday, and of a month, 1 for January. 1 November 2026 was a Sunday. */
  weekday: (weekday: number) => rules.nameOf(tag(), { weekday: 'long' }, Date.UTC(2026, 10, 1 + weekday)),
  month: (month: number) => rules.nameOf(tag(), { month: 'long' }, Date.UTC(2026, month - 1, 1)),
  /** Name of a country or language from its code; the code itself where the name is unknown. */
  country: (code: string) => displayName(code, 'region'),
  language: (code: string) => displayName(code, 'language'),
}

function displayName(code: string, type: 'region' | 'language'): string {
  try {
    return new Intl.DisplayNames(tag(), { type }).of(code) ?? code
  } catch {
    return code
  }
}
