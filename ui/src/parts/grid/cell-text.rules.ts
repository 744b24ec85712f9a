import { readMoney, readNumber, type TypedFault, writeMoney, writeNumber } from '../field/number.rules'
import type { CellEdit } from './grid.model'

/** What an editor shows at first of a cell's value; `tag` is the BCP 47 tag of the reader's language. */
export function textOf<R>(row: R, edit: CellEdit<R>, tag: string): string {
  const value = edit.value(row)
  if (edit.kind === 'money') {
    const amount = edit.value(row)
    return amount ? writeMoney(amount, tag) : ''
  }
  return typeof value === 'number' ? writeNumber(value, tag) : String(value ?? '')
}

/** The write that a text asks for, or why it cannot be read as the cell's kind. */
export function writeOf<R>(
  row: R,
  edit: CellEdit<R>,
  text: string,
  tag: string,
): (() => Promise<void>) | TypedFault {
  switch (edit.kind) {
    case 'number': {
      const typed = readNumber(text, tag)
      return 'fault' in typed ? typed : () => edit.save(row, typed.value)
    }
    case 'money': {
      const typed = readMoney(text, edit.value(row)?.currency ?? edit.currency, tag)
      return 'fault' in typed ? typed : () => edit.save(row, typed.value)
    }
    default:
      return () => edit.save(row, text.trim() || null)
  }
}
