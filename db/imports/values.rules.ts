import * as v from 'valibot'
import { isCurrency } from '../core/currencies.rules'
import type { Field, FieldKind } from '../core/field.model'
import { fromDecimal } from '../core/money.rules'
import { readDay, readInstant, westernDigits } from './dates.rules'
import type { DateOrder, ImportFaultCode } from './import.model'
import { countryOf, languageOf, plain } from './names-of-places.rules'

/** How the cells of one column are read. */
export interface Reading {
  dateOrder: DateOrder
  decimal: '.' | ','
  currency: string
}

export type ReadValue = { ok: true; value: unknown } | { ok: false; code: ImportFaultCode; message: string }

const yes = new Set([
  'yes',
  'y',
  'true',
  't',
  '1',
  'x',
  'on',
  'oui',
  'vrai',
  'ja',
  'wahr',
  'j',
  'si',
  'sí',
  'verdadero',
  'tak',
  'prawda',
  'sim',
  'نعم',
  'evet',
  '✓',
])
const no = new Set([
  'no',
  'n',
  'false',
  'f',
  '0',
  'off',
  'non',
  'faux',
  'nein',
  'falsch',
  'falso',
  'nie',
  'fałsz',
  'não',
  'nao',
  'لا',
  'hayır',
])

/** Reads a cell as a value of the field. The field's own schema has the last word. */
export function readValue(
  cell: string,
  field: Pick<Field, 'kind' | 'schema' | 'options'>,
  reading: Reading,
): ReadValue {
  const read = readers[field.kind](cell, reading, field)
  if (read === undefined) {
    const { code, message } = refusals[field.kind]
    return { ok: false, code, message: `“${cell.slice(0, 80)}” ${message}` }
  }
  const result = v.safeParse(field.schema, read, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  const issue = result.issues[0]!
  const code = issue.type === 'max_length' ? 'max_length' : refusals[field.kind].code
  return {
    ok: false,
    code,
    message:
      issue.kind === 'validation' ? issue.message : `“${cell.slice(0, 80)}” ${refusals[field.kind].message}`,
  }
}

/** Without the marks that nobody sees, which come along when an address is copied from a page. */
const seen = (cell: string): string =>
  cell.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').trim()

/** `ext. 12`, `#12`, `Durchwahl 9`, `poste 5` at the end of a number. */
const extension =
  /[\s,;]*(?:\b(?:ext|extn|extension|durchwahl|dw|poste|wewn|wew|int|interno)\b\.?|;ext=|#|تحويلة)\s*:?\s*(\d{1,7})$/i

type Reader = (cell: string, reading: Reading, field: Pick<Field, 'options'>) => unknown

const asText: Reader = cell => cell.trim()

const readers: Record<FieldKind, Reader> = {
  text: cell => cell.trim().replace(/\s*[\r\n]+\s*/g, ' '),
  longText: asText,
  email: cell => {
    const text = seen(cell)
    return (/<([^<>]+)>$/.exec(text)?.[1] ?? text).replace(/^mailto:/i, '').trim()
  },
  phone: cell =>
    westernDigits(seen(cell))
      .replace(/^(tel|phone|mobile):\s*/i, '')
      .replace(/\u00a0/g, ' ')
      .replace(extension, ' x$1'),
  url: cell => (/^[a-z][a-z0-9+.-]*:/i.test(seen(cell)) ? seen(cell) : `https://${seen(cell)}`),
  domain: cell =>
    seen(cell)
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/^www\./i, '')
      .replace(/[/:?#].*$/, ''),
  country: cell => countryOf(cell),
  language: cell => languageOf(cell),
  integer: (cell, { decimal }) => {
    const number = readDecimal(cell, decimal)
    return number !== undefined && /^-?\d+(\.0*)?$/.test(number) ? Number(number) : undefined
  },
  number: (cell, { decimal }) => {
    const number = readDecimal(cell.replace(/\s*%$/, ''), decimal)
    return number === undefined ? undefined : Number(number)
  },
  boolean: cell => {
    const word = cell.trim().toLowerCase()
    return yes.has(word) ? true : no.has(word) ? false : undefined
  },
  date: (cell, { dateOrder }) => readDay(cell, dateOrder) ?? readInstant(cell, dateOrder)?.slice(0, 10),
  instant: (cell, { dateOrder }) => readInstant(cell, dateOrder),
  money: (cell, { decimal, currency }) => readMoney(cell, decimal, currency),
  select: (cell, _reading, { options }) => {
    const wanted = plain(cell)
    return options?.find(option => plain(option) === wanted) ?? cell.trim()
  },
  reference: asText,
}

const refusals: Record<FieldKind, { code: ImportFaultCode; message: string }> = {
  text: { code: 'invalid', message: 'cannot be kept.' },
  longText: { code: 'invalid', message: 'cannot be kept.' },
  email: { code: 'not_an_email', message: 'is not an e-mail address.' },
  phone: { code: 'not_a_phone', message: 'is not a phone number.' },
  url: { code: 'not_an_address', message: 'is not a web address.' },
  domain: { code: 'not_a_domain', message: 'is not a website.' },
  country: { code: 'not_a_country', message: 'is no country we know.' },
  language: { code: 'not_a_language', message: 'is not a language.' },
  integer: { code: 'not_a_whole_number', message: 'is not a whole number.' },
  number: { code: 'not_a_number', message: 'is not a number.' },
  boolean: { code: 'not_yes_or_no', message: 'is neither yes nor no.' },
  date: { code: 'not_a_day', message: 'is not a day.' },
  instant: { code: 'not_an_instant', message: 'is not a time.' },
  money: { code: 'not_an_amount', message: 'is not an amount.' },
  select: { code: 'not_an_option', message: 'is not one of the choices.' },
  reference: { code: 'reference_missing', message: 'is not here.' },
}

/** Whole digits in groups of three, and decimals, by the decimal mark. */
const inGroups = {
  '.': /^(\d{1,3}(?:[, '’]\d{3})+|\d+)?(?:\.(\d+))?$/,
  ',': /^(\d{1,3}(?:[. '’]\d{3})+|\d+)?(?:,(\d+))?$/,
}

/** A number in a person's writing as a plain decimal: `1.234,50` with decimal comma gives `1234.50`. Groups must be of three. */
export function readDecimal(cell: string, decimal: '.' | ','): string | undefined {
  let text = westernDigits(cell)
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .replace(/[−–]/, '-')
    .replace(/٫/g, '.')
  const negative = /^\(.*\)$/.test(text) || /^-|-$/.test(text)
  text = text.replace(/^[(+-]|[)-]$/g, '').trim()
  const group = decimal === ',' ? '.' : ','
  const plainly = (mark: '.' | ',') => {
    const match = inGroups[mark].exec(text)
    if (!match || !(match[1] || match[2])) return undefined
    return `${negative ? '-' : ''}${(match[1] ?? '0').replace(/[^\d]/g, '')}${match[2] ? `.${match[2]}` : ''}`
  }
  const read = plainly(decimal)
  if (read !== undefined) return read
  // With both marks, or one of them twice, a number can be read in one way only: 1.234,56 and 1.234.567.
  if (/\d[.,]\d+[.,]\d/.test(text)) return plainly(group)
  // What can be read only the other way is read that way: `1,5` where the point is the rule; 1e5 is a machine's.
  if (/^\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(text)) return (negative ? -1 : 1) * Number(text) + ''
  const other = new RegExp(`^\\d+\\${group}(\\d{1,2}|\\d{4,})$`)
  if (other.test(text)) return `${negative ? '-' : ''}${text.replace(group, '.')}`
  return undefined
}

const symbols: Record<string, string> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  zł: 'PLN',
  '₹': 'INR',
  '₺': 'TRY',
  '﷼': 'SAR',
  '₦': 'NGN',
  '₩': 'KRW',
}

/** An amount, with its currency where the cell names one. */
export function readMoney(cell: string, decimal: '.' | ',', currency: string) {
  let text = cell.trim()
  let named = currency
  const code = /^([A-Z]{3})\b\s*|\s*\b([A-Z]{3})$/.exec(text)
  if (code) {
    named = (code[1] ?? code[2])!
    text = text.replace(code[0], '')
  }
  for (const [symbol, iso] of Object.entries(symbols))
    if (text.includes(symbol)) {
      // A dollar sign stands for any dollar, so the import's own goes first.
      if (!code && !(symbol === '$' && /D$/.test(currency))) named = iso
      text = text.replace(symbol, '')
    }
  if (code && !isCurrency(named)) return undefined
  const number = readDecimal(text, decimal)
  return number === undefined || /e/i.test(number) ? undefined : fromDecimal(number, named)
}

/** Which of point and comma is the decimal mark in a column, by the values that can be read only one way. */
export function decimalOf(values: readonly string[]): '.' | ',' | undefined {
  let point = 0
  let comma = 0
  for (const value of values) {
    const marks = value.replace(/[^\d.,]/g, '').replace(/^[.,]+|[.,]+$/g, '')
    const lastPoint = marks.lastIndexOf('.')
    const lastComma = marks.lastIndexOf(',')
    const times = (mark: string) => marks.split(mark).length - 1
    if (lastPoint !== -1 && lastComma !== -1) lastPoint > lastComma ? point++ : comma++
    else if (times(',') > 1) point++
    else if (times('.') > 1) comma++
    else if (lastPoint !== -1 && marks.length - lastPoint - 1 !== 3) point++
    else if (lastComma !== -1 && marks.length - lastComma - 1 !== 3) comma++
    // 0.125 can only be a fraction.
    else if (/^0\.\d/.test(marks)) point++
    else if (/^0,\d/.test(marks)) comma++
  }
  return point === comma ? undefined : point > comma ? '.' : ','
}

/** A cell that no column would be called: a number, an address, a day. */
export const looksLikeValue = (cell: string): boolean =>
  /@.+\./.test(cell) ||
  readDecimal(cell, '.') !== undefined ||
  readDecimal(cell, ',') !== undefined ||
  readDay(cell, 'dmy') !== undefined ||
  /^\+?[\d\s().-]{7,}$/.test(cell)

/** Exports put an apostrophe before what a spreadsheet would run; it comes off again here. */
export const withoutFormulaGuard = (cell: string): string =>
  /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell

/** A cell that stands for nothing. */
export const meansNothing = (cell: string): boolean =>
  /^(|-+|n\/?a\.?|null|nil|none|\(?empty\)?|#n\/a|nan|\?)$/i.test(cell.trim())
