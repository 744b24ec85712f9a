import { currencyExponent } from '../core/currencies.rules'
import { toDecimal } from '../core/money.rules'
import type { QuoteLanguage } from './quote-document.model'

/** As on all screens: day before month and 24 hours in English, Latin digits in Arabic. */
const tags: Record<QuoteLanguage, string> = { en: 'en-GB', fr: 'fr-FR', ar: 'ar-u-nu-latn' }
const nbsp = '\u00a0'
/** Marks of direction are the page's business. */
const plain = (text: string) =>
  text.replaceAll('-', '\u2212').replaceAll('\u200e', '').replaceAll('\u061c', '')

/** How many decimals a plain decimal is written with. */
const decimalsOf = (text: string) => text.split('.')[1]?.length ?? 0

/** Figures and days of a quote, as its page and its PDF write them alike. Amounts are exact: they never become a float. */
export function figuresIn(language: QuoteLanguage) {
  const tag = tags[language]
  const written = (text: string, least: number, most: number) =>
    plain(
      new Intl.NumberFormat(tag, { minimumFractionDigits: least, maximumFractionDigits: most }).format(
        text as Intl.StringNumericLiteral,
      ),
    )
  const figures = {
    /** “1,234.50”: with the decimals of the currency. */
    amount: (minor: number, currency: string) => {
      const decimals = currencyExponent(currency)
      return written(toDecimal({ minor, currency }), decimals, decimals)
    },
    /** “SAR 1,234.50”. */
    money: (minor: number, currency: string) => `${currency}${nbsp}${figures.amount(minor, currency)}`,
    /** The price of one, which may be finer than the currency. */
    price: (text: string, currency: string) => {
      const least = currencyExponent(currency)
      return written(text, least, Math.max(least, decimalsOf(text)))
    },
    quantity: (text: string) => written(text, 0, decimalsOf(text)),
    percent: (text: string) => `${figures.quantity(text)}${language === 'fr' ? nbsp : ''}%`,
    /** “12 months”. */
    span: (n: number, unit: 'month' | 'year') =>
      new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(n),
    /** “18 December 2026”. A plain day has no zone. */
    day: (day: string) =>
      new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
    /** A moment to the second, with its zone: what is signed can be checked. */
    moment: (at: string, timeZone: string) =>
      new Intl.DateTimeFormat(tag, {
        dateStyle: 'long',
        timeStyle: 'long',
        timeZone,
        hourCycle: 'h23',
      }).format(new Date(at)),
  }
  return figures
}
