import * as v from 'valibot'
import { currencyExponent } from '../core/currencies.rules'
import type { Field, FieldKind } from '../core/field.model'
import { fromDecimal } from '../core/money.rules'
import { formulaGuard } from './csv.rules'
import { splitCurrency } from './currency.rules'
import { readDay, readInstant, readWrittenDay, westernDigits } from './dates.rules'
import { type DecimalMark, mayBeThousands } from './decimal-mark.rules'
import { countryOf, languageOf, plain } from './names-of-places.rules'
import type { DateOrder, ReadingFaultCode } from './reading.model'

/** How the cells of one column are read. */
export interface Reading {
  dateOrder: DateOrder
  decimal: DecimalMark
  currency: string
  /** Of clock times that do not say theirs (IANA). */
  timeZone: string
}

export type ReadValue = { ok: true; value: unknown } | { ok: false; code: ReadingFaultCode; message: string }

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
  'verdad',
  'vero',
  'صح',
  'صحيح',
  '✓',
  '✔',
  '☑',
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
  'خطأ',
  'hayır',
  '✗',
  '✘',
  '☐',
])

export const meansYes = (cell: string): boolean => yes.has(cell.trim().toLowerCase())
export const meansNo = (cell: string): boolean => no.has(cell.trim().toLowerCase())

/** Reads a cell as a value of the field. The field's own schema has the last word. */
export function readValue(
  cell: string,
  field: Pick<Field, 'kind' | 'schema' | 'options'>,
  reading: Reading,
): ReadValue {
  const read = readers[field.kind](cell, reading, field)
  if (read === undefined) {
    const { code, message } =
      field.kind === 'money' && isTooFine(cell, reading) ? tooFine : refusals[field.kind]
    return { ok: false, code, message: `“${cell.slice(0, 80)}” ${message}` }
  }
  const result = v.safeParse(field.schema, read, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  if (field.kind === 'email' && addressesIn(cell).length > 1)
    return {
      ok: false,
      code: 'not_an_email',
      message: `“${cell.slice(0, 80)}” holds several addresses. Keep one.`,
    }
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

const address = /[^\s@<>()"',;:[\]]+@[^\s@<>()"',;:[\]]+[^\s@<>()"',;:.[\]]/g
/** The e-mail addresses that a text holds. */
export const addressesIn = (text: string): string[] => text.match(address) ?? []

function onlyAddress(text: string): string {
  const [found, ...others] = addressesIn(text)
  return found && others.length === 0 && text.split('@').length === 2 ? found : text
}

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
    const bare = (/<([^<>]+)>$/.exec(text)?.[1] ?? text).replace(/^mailto:/i, '').trim()
    // “ana@x.org (work)”, “'ana@x.org'”: one address among other signs is meant; of two nobody knows which.
    return /^[^\s@]+@[^\s@]+$/.test(bare) && !/^['"(<]|['">),.;]$/.test(bare) ? bare : onlyAddress(bare)
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
    // `12.0` is a machine's twelve; `12.000` may have been twelve thousand.
    return number !== undefined && /^-?\d+(\.0*)?$/.test(number) && !mayBeThousands(number.replace('-', ''))
      ? Number(number)
      : undefined
  },
  number: (cell, { decimal }) => {
    const number = readDecimal(cell.replace(/\s*[%٪]$/, ''), decimal)
    return number === undefined ? undefined : Number(number)
  },
  boolean: cell => {
    return meansYes(cell) ? true : meansNo(cell) ? false : undefined
  },
  date: (cell, { dateOrder }) => readWrittenDay(cell, dateOrder),
  instant: (cell, { dateOrder, timeZone }) => readInstant(cell, dateOrder, timeZone),
  money: (cell, { decimal, currency }) => readMoney(cell, decimal, currency),
  select: (cell, _reading, { options }) => {
    const wanted = plain(cell)
    return options?.find(option => plain(option) === wanted) ?? cell.trim()
  },
  reference: asText,
}

const refusals: Record<FieldKind, { code: ReadingFaultCode; message: string }> = {
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

const tooFine = {
  code: 'too_many_decimals',
  message: 'has more decimals than its currency.',
} as const

/** Whole digits in groups of three, and decimals, by the decimal mark. */
const inGroups = {
  '.': /^(\d{1,3}(?:[, '’]\d{3})+|\d+)?(?:\.(\d+))?$/,
  ',': /^(\d{1,3}(?:[. '’]\d{3})+|\d+)?(?:,(\d+))?$/,
}

/** A number in a person's writing as a plain decimal: `1.234,50` with decimal comma gives `1234.50`. Groups must be of three. */
export function readDecimal(cell: string, decimal: DecimalMark): string | undefined {
  let text = westernDigits(cell)
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .replace(/[−–]/, '-')
    .replace(/٬/g, '')
    .replace(/٫/g, decimal)
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

/** An amount, with its currency where the cell names one. One finer than its currency is none. */
export function readMoney(cell: string, decimal: DecimalMark, currency: string) {
  const split = splitCurrency(cell, currency)
  const number = split && readDecimal(split.text, decimal)
  if (number === undefined || /e/i.test(number)) return undefined
  // `1500.0000` is a database's 1500; `15.000` of a currency with cents may have been fifteen thousand.
  if (currencyExponent(split!.currency) < 3 && mayBeThousands(number.replace('-', ''))) return undefined
  return fromDecimal(number, split!.currency)
}

/** Whether a cell is an amount, but with more decimals than its currency has. */
function isTooFine(cell: string, { decimal, currency }: Reading): boolean {
  const split = splitCurrency(cell, currency)
  const number = split && readDecimal(split.text, decimal)
  return number !== undefined && (number.split('.')[1]?.length ?? 0) > currencyExponent(split!.currency)
}

/** A cell that no column would be called: a number, an address, a day. */
export const looksLikeValue = (cell: string): boolean =>
  /@.+\./.test(cell) ||
  readDecimal(cell, '.') !== undefined ||
  readDecimal(cell, ',') !== undefined ||
  readDay(cell, 'dmy') !== undefined ||
  /^\+?[\d\s().-]{7,}$/.test(cell)

/** Exports put an apostrophe before what a spreadsheet would run, or write `="007"` to keep its zeros; both come off again here. */
export function withoutFormulaGuard(cell: string): string {
  const bare = cell.replace(formulaGuard, '')
  return bare === cell ? (/^="([^"]*)"$/.exec(cell)?.[1] ?? cell) : bare
}

/** Dashes, words and the marks of databases and spreadsheets: `\\N` is MySQL's, `#REF!` what Excel shows where a formula failed. */
const nothing =
  /^(|[-–—]+|n\/?a\.?|n\.a\.|null|nil|none|\(?(empty|blank)\)?|tbd|tba|\\n|nan|undefined|\?|0000-00-00( 00:00:00)?|#(n\/a|ref!|value!|div\/0!|name\?|num!|null!|bezug!|wert!|nv|nombre\?|valeur!)|k\.\s?a\.|keine angabe|s\/o|sin datos|غير متوفر|لا يوجد)$/i

/** What a list of a web form shows before anybody has chosen: `Select`, `-- Please select --`, `Choose an option…`. */
const unchosen = new RegExp(
  `^(${[
    '(please )?(select|choose|pick)( (an?|one|your|the)?( ?(option|value|item|one|answer|choice|entry))?)?( from (the )?list)?',
    'make a selection|not selected|nothing selected|none selected|no selection',
    '(veuillez |merci de )?(s[ée]lectionne[rz]|choisir|choisissez)( (une?|dans)( (option|valeur|r[ée]ponse|[ée]l[ée]ment|choix|la liste))?)?|non s[ée]lectionn[ée]|aucune s[ée]lection',
    '(الرجاء |يرجى |رجاء |من فضلك )?(اختر|إختر|اختار|حدد|الاختيار|التحديد|تحديد|اختيار)( (خيارا?ً?|واحدا?ً?|قيمة|إجابة|من القائمة))?|لم يتم (الاختيار|التحديد)',
    '(bitte )?(ausw[äa]hlen|w[äa]hlen|w[äa]hlen sie)( sie)?( (aus|eine option))?|keine auswahl',
    '(por favor,? )?(seleccion[ae]r?|elija|elige|escoja|escoge)( (una?|su)( (opci[óo]n|valor|respuesta))?)?|sin seleccionar',
    '(por favor,? )?(selecion[ae]r?|escolha)( (uma?)( (op[çc][ãa]o|valor))?)?|seleziona(re)?( un.?opzione)?|scegli|wybierz( opcj[ęe])?|selecteer|kies|se[çc]iniz|выберите|请选择|選択してください|선택하세요',
  ].join('|')})$`,
  'i',
)

/** A cell that stands for nothing. */
export const meansNothing = (cell: string): boolean =>
  nothing.test(cell.trim()) ||
  (cell.length < 60 &&
    unchosen.test(cell.normalize('NFC').replace(/^[\s\-–—_.…*<>()[\]{}=:]+|[\s\-–—_.…*<>()[\]{}=:]+$/g, '')))
