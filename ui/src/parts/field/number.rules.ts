import type { Money } from '@sextant/db/core/field.model'

/**
 * Reads a number as people write it: spaces and apostrophes group, Arabic digits count, and of `,` and `.` the last one that
 * can be a decimal mark is it (`480.000,00`, `480,000.00`, `1 200`). A single mark with three digits behind it groups:
 * `12,500` is twelve thousand five hundred. Nothing typed is null; not a number is undefined.
 */
export function readNumber(typed: string): number | null | undefined {
  const text = plainDecimal(typed)
  if (text === '') return null
  return text === undefined ? undefined : Number(text)
}

/**
 * The same as an amount in minor units, exact: no floats. More decimals than the currency has are refused. With a currency of
 * three decimals a single mark is always decimal.
 */
export function readMoney(typed: string, currency: string, digits: number): Money | null | undefined {
  const text = plainDecimal(typed, digits)
  if (text === '') return null
  if (text === undefined) return undefined
  const [whole = '', decimals = ''] = text.split('.')
  if (decimals.replace(/0+$/, '').length > digits) return undefined
  const minor = Number(whole + decimals.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? { minor: minor === 0 ? 0 : minor, currency } : undefined
}

/** The amount as it is typed, without grouping: `-12.5`. */
export function writeMoney(money: Money, digits: number): string {
  const text = String(Math.abs(money.minor)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const decimals = text.slice(text.length - digits).replace(/0+$/, '')
  return `${money.minor < 0 ? '-' : ''}${whole}${decimals ? `.${decimals}` : ''}`
}

function plainDecimal(typed: string, digits = 2): string | undefined {
  const text = typed
    .replaceAll(/[\u0660-\u0669]/g, digit => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll(/[\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll('\u066b', '.')
    .replaceAll(/[\s'’\u066c]/g, '')
    .replace('\u2212', '-')
  if (text === '') return ''
  if (!/^[+-]?(\d|[.,]\d)[\d.,]*$/.test(text)) return undefined
  const marks = text.replaceAll(/[^.,]/g, '')
  const last = marks.at(-1)
  if (!last) return text.replace('+', '')
  const mixed = marks.includes('.') && marks.includes(',')
  const behind = text.length - 1 - text.lastIndexOf(last)
  const isDecimal = mixed || (marks.length === 1 && (behind !== 3 || digits === 3))
  const grouping = isDecimal ? (last === '.' ? ',' : '.') : last
  if (!isGrouped(isDecimal ? text.slice(0, text.lastIndexOf(last)) : text, grouping)) return undefined
  return text.replaceAll(grouping, '').replace(',', '.').replace('+', '')
}

const isGrouped = (whole: string, mark: string) => {
  const [first = '', ...groups] = whole.replace(/^[+-]/, '').split(mark)
  return !groups.length || (/^\d{1,3}$/.test(first) && groups.every(group => /^\d{3}$/.test(group)))
}
