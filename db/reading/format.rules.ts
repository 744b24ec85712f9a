import { csvReader } from './csv.rules'
import { delimiters, type FileFormat } from './reading.model'

/**
 * How many bytes stand before the first record: a byte order mark (UTF-16's is passed over when it is turned into UTF-8), and the line `sep=;`
 * by which a spreadsheet is told the separator, and which it does not show.
 */
export function markLength(sample: Uint8Array): number {
  const mark = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0
  return mark + (hintIn(sample, mark)?.[0].length ?? 0)
}

/** The separator that the file itself names. */
export const namedDelimiter = (sample: Uint8Array): FileFormat['delimiter'] | undefined =>
  delimiters.find(delimiter => hintIn(sample, 0)?.[1] === delimiter || hintIn(sample, 3)?.[1] === delimiter)

const hintIn = (sample: Uint8Array, from: number) =>
  /^"?sep=([,;|\t])"?(?:\r\n|\r|\n)/i.exec(String.fromCharCode(...sample.subarray(from, from + 12)))

/** How many cells of a line are not blank. */
export const filledIn = (line: readonly string[]): number => line.filter(cell => cell.trim()).length

/**
 * How many cells a row of the table has: the width that the most lines share. A wide line speaks for the table more than a narrow one, for what
 * stands above and below it is one cell wide.
 */
export function usualWidth(lines: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const line of lines) if (filledIn(line)) counts.set(line.length, (counts.get(line.length) ?? 0) + 1)
  let best = { width: 1, weight: 0 }
  for (const [width, count] of counts) {
    const weight = count * Math.log2(width + 1)
    if (weight > best.weight) best = { width, weight }
  }
  return best.width
}

/** The separator that splits the first records into the most columns of equal number; a title above them has its own. */
export function detectDelimiter(
  sample: Uint8Array,
  encoding: FileFormat['encoding'],
): FileFormat['delimiter'] {
  let best: { delimiter: FileFormat['delimiter']; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const reader = csvReader({ delimiter, encoding })
    const records = reader.push(sample)
    const rows = (records.length ? records : reader.end())
      .filter(row => row.cells.some(cell => cell.trim()))
      .slice(0, 50)
    const width = usualWidth(rows.map(row => row.cells))
    const even =
      rows.filter(row => row.cells.length === width && !row.fault).length / Math.max(rows.length, 1)
    const score = width > 1 ? even * even * Math.log2(width + 1) : 0
    if (score > best.score + 1e-9) best = { delimiter, score }
  }
  return best.delimiter
}

/** How many records come before the first row: those above the table, and the column names. */
export const recordsBefore = ({
  above = 0,
  header,
}: Pick<FileFormat, 'header'> & { above?: number }): number => above + (header ? 1 : 0)

/** Names of the columns: cleaned, never empty, never twice the same (“E-mail”, “E-mail (2)”). */
export function headersOf(first: readonly string[], named: boolean): string[] {
  const seen = new Map<string, number>()
  return first.map((cell, i) => {
    const clean = named
      ? cell
          .replace(/[\p{Cc}\uFEFF\u00a0]+/gu, ' ')
          .trim()
          .slice(0, 120)
      : ''
    const name = clean || `Column ${i + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}
