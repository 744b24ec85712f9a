import type { FieldKind } from '../core/field.model'

/** The cells of a row as Postgres writes them; null for NULL. */
type Cells = readonly (string | null)[]

/** A value that is read from a row: the columns it is made of, and how JSON has it, from the cells that begin at `at`. */
export interface RowCells {
  columns: readonly string[]
  read(cells: Cells, at: number): unknown
}

/** How a value of this kind comes out of its column, or of the two of an amount. */
export function cellsOf(column: string, kind: FieldKind | 'json'): RowCells {
  if (kind !== 'money') {
    const readCell = readerOf(kind)
    return { columns: [column], read: (cells, at) => (cells[at] === null ? null : readCell(cells[at]!)) }
  }
  const read = (cells: Cells, at: number) =>
    cells[at] === null ? null : { minor: Number(cells[at]), currency: cells[at + 1] }
  return { columns: [`${column}_minor`, `${column}_currency`], read }
}

/** Of a cell that is there: its value, as JSON has it. */
function readerOf(kind: FieldKind | 'json'): (cell: string) => unknown {
  switch (kind) {
    case 'integer':
    case 'number':
      return Number
    case 'json':
      return cell => (cell === '{}' ? {} : JSON.parse(cell))
    case 'boolean':
      return cell => cell === 't'
    case 'instant':
      return cell => `${cell.replace(' ', 'T')}:00`
    default:
      return cell => cell
  }
}

/**
 * The SQL of one text for all rows of `t`, in their order. Postgres writes a row value in half the time that it takes to make JSON of its parts,
 * and `readRows` takes it apart.
 */
export const rowsSql = (columns: readonly string[]): string =>
  `string_agg(row(${columns.join(', ')})::text, '')`

/**
 * The cells of rows of `width` columns, written one after the other as Postgres writes row values: `(7,"say ""hi""",,t)`. What needs quotes is
 * in quotes, within which quotes and backslashes are doubled.
 */
export function readRows(text: string | null, width: number): Cells[] {
  const rows: Cells[] = []
  let at = 0
  while (text !== null && at < text.length) {
    const cells: (string | null)[] = []
    at += 1
    for (let n = 1; n <= width; n += 1) {
      if (text[at] === '"') {
        const end = endOfQuoted(text, at + 1)
        cells.push(unquoted(text.slice(at + 1, end)))
        at = end + 2
      } else {
        const end = text.indexOf(n < width ? ',' : ')', at)
        cells.push(end === at ? null : text.slice(at, end))
        at = end + 1
      }
    }
    rows.push(cells)
  }
  return rows
}

function endOfQuoted(text: string, from: number): number {
  let end = text.indexOf('"', from)
  while (text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end
}

function unquoted(text: string): string {
  const quotes = text.includes('"') ? text.replaceAll('""', '"') : text
  return quotes.includes('\\') ? quotes.replaceAll('\\\\', '\\') : quotes
}

/** JSON text of an array of records, each with these members. */
export function recordsText(
  members: readonly { key: string; cells: RowCells }[],
  rows: readonly Cells[],
): string {
  const records = rows.map(cells => {
    const record: Record<string, unknown> = {}
    let at = 0
    for (const { key, cells: own } of members) {
      record[key] = own.read(cells, at)
      at += own.columns.length
    }
    return record
  })
  return JSON.stringify(records)
}
