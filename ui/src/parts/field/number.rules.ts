import { currencyExponent } from '@sextant/db/core/currencies.rules'
import type { Money } from '@sextant/db/core/field.model'
import { toDecimal } from '@sextant/db/core/money.rules'

/** What a typed text is: a value, nothing (null), no number, or an amount finer than its currency. */
export type Typed<T> = { value: T | null } | TypedFault
export type TypedFault = { fault: 'number' } | { fault: 'decimals'; decimals: number; currency: string }

type Mark = '.' | ','

/** The decimal mark of a language: `tag` is a BCP 47 tag for Intl. */
function decimalMark(tag: string): Mark {
  const mark = new Intl.NumberFormat(tag).formatToParts(0.5).find(part => part.type === 'decimal')?.value
  return mark === ',' ? ',' : '.'
}

/**
 * Reads a number as the reader's language writes it: `0.375` is a fraction in English and `12,500` twelve thousand, in French `12,500` is twelve
 * and a half. Spaces and apostrophes group, digits of other scripts count. What can be read only the other way is read that way: `480.000,00`,
 * `0,375`, `1.234.567`.
 */
export function readNumber(typed: string, tag: string): Typed<number> {
  const text = plainDecimal(typed, tag)
  if (text === '') return { value: null }
  return text === undefined ? { fault: 'number' } : { value: Number(text) }
}

/** The same as an amount in minor units, exact: no floats. More decimals than the currency has are a fault, be they zeros: `15.000` may have been meant as thousands. */
export function readMoney(typed: string, currency: string, tag: string): Typed<Money> {
  const text = plainDecimal(typed, tag)
  if (text === '') return { value: null }
  if (text === undefined) return { fault: 'number' }
  const digits = currencyExponent(currency)
  const [whole = '', decimals = ''] = text.split('.')
  if (decimals.length > digits) return { fault: 'decimals', decimals: digits, currency }
  const minor = Number(whole + decimals.padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? { value: { minor: minor || 0, currency } } : { fault: 'number' }
}

/** A number as it is typed in the reader's language, without grouping: `-12,5`. */
export const writeNumber = (value: number, tag: string): string =>
  String(value).replace('.', decimalMark(tag))

/** An amount in the same way, without zeros at its end. */
export function writeMoney(money: Money, tag: string): string {
  const text = toDecimal(money)
  return (text.includes('.') ? text.replace(/\.?0+$/, '') : text).replace('.', decimalMark(tag))
}

function plainDecimal(typed: string, tag: string): string | undefined {
  const decimal = decimalMark(tag)
  const text = typed
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 0xf))
    .replaceAll('\u066b', decimal)
    .replaceAll(/[\s'’\u066c]/g, '')
    .replace('\u2212', '-')
    .replace(/^\+(?=[^-])/, '')
  if (text === '') return ''
  const other = decimal === '.' ? ',' : '.'
  return (
    plainly(text, decimal, groupMark(tag)) ?? plainly(text, other, decimal) ?? plainly(text, decimal, other)
  )
}

/** The text with `decimal` for its decimal mark and `group` between its groups of three; undefined where it cannot be read so. */
function plainly(text: string, decimal: Mark, group: Mark | undefined): string | undefined {
  const groups = group && `[1-9]\\d{0,2}(?:\\${group}\\d{3})+|`
  const match = new RegExp(`^(-?)(${groups ?? ''}\\d+)?(?:\\${decimal}(\\d*))?$`).exec(text)
  if (!match || !(match[2] || match[3])) return undefined
  const whole = (match[2] ?? '0').replaceAll(/\D/g, '')
  return `${match[1]}${whole}${match[3] ? `.${match[3]}` : ''}`
}

/** The point or comma that a language puts between groups; French has a space. */
function groupMark(tag: string): Mark | undefined {
  const mark = new Intl.NumberFormat(tag).formatToParts(1_234_567).find(part => part.type === 'group')?.value
  return mark === '.' || mark === ',' ? mark : undefined
}
