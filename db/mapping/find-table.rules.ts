import { filledIn, usualWidth } from '../reading/format.rules'
import { looksLikeValue } from '../reading/values.rules'
import { isKnownHeader } from './header.rules'

/** Where a file's table begins. `above`: how many lines stand over it (a title, when it was made, blank ones). */
export interface TablePlace {
  above: number
  /** Whether its first line names the columns. */
  header: boolean
}

type Line = readonly string[]

/** A title is rarely longer; and a table that begins later is found by its reader. */
const mostAbove = 40
/** Of the cells that a whole row fills, the column names fill at least so many. */
const namedShare = 0.6

/** Finds the line that names the columns, or the first row where none does. Reports put a title above, and spreadsheets blank lines. */
export function findTable(lines: readonly Line[]): TablePlace {
  const first = lines.findIndex(line => filledIn(line) > 0)
  const width = usualWidth(lines)
  const full = Math.max(...lines.filter(line => line.length === width).map(filledIn))
  const enough = Math.max(1, Math.ceil(full * namedShare))
  const top = lines.slice(0, mostAbove)
  const whole = top.findIndex(line => filledIn(line) >= enough)
  // Fewer names than columns are names all the same, unless the whole line below them is one of names too.
  const known = top.findIndex(namesColumns)
  const above =
    known !== -1 && known < whole && !namesColumns(lines[whole]!) ? known : Math.max(whole, first, 0)
  return { above, header: detectHeader(lines.slice(above).filter(line => filledIn(line) > 0)) }
}

/** Whether the first line names the columns: its words are known, or none of its cells reads like a value, and they are not all the same. */
export function detectHeader(lines: readonly Line[]): boolean {
  const [first, ...rest] = lines
  if (!first) return false
  const cells = first.map(cell => cell.trim()).filter(Boolean)
  if (cells.length === 0) return false
  if (namesColumns(first)) return true
  if (cells.some(looksLikeValue)) return false
  return rest.length === 0 || new Set(cells.map(cell => cell.toLowerCase())).size >= cells.length / 2
}

/** Two words at least that column names are made of, and as many as not; a year may name a column of figures. */
function namesColumns(line: Line): boolean {
  const known = line.filter(isKnownHeader).length
  const years = line.filter(cell => /^(19|20)\d\d$/.test(cell.trim())).length
  return known >= 2 && known * 2 >= filledIn(line) - years
}
