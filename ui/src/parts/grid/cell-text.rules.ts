import { currencyDigits } from '../../app/format.rules'
import { readMoney, readNumber, writeMoney } from '../field/number.rules'
import type { CellEdit } from './grid.model'

/** What an editor shows at first of a cell's value. */
export function textOf<R>(row: R, edit: CellEdit<R>): string {
  if (edit.kind !== 'money') return String(edit.value(row) ?? '')
  const value = edit.value(row)
  return value ? writeMoney(value, currencyDigits(value.currency)) : ''
}

/** The write that a text asks for, or undefined where the text cannot be read as the cell's kind. */
export function writeOf<R>(row: R, edit: CellEdit<R>, text: string): (() => Promise<void>) | undefined {
  switch (edit.kind) {
    case 'number': {
      const value = readNumber(text)
      return value === undefined ? undefined : () => edit.save(row, value)
    }
    case 'money': {
      const code = edit.value(row)?.currency ?? edit.currency
      const value = readMoney(text, code, currencyDigits(code))
      return value === undefined ? undefined : () => edit.save(row, value)
    }
    default:
      return () => edit.save(row, text.trim() || null)
  }
}
