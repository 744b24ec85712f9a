import { csvReader } from './csv.rules'
import { delimiters, type FileFormat } from './import.model'
import { looksLikeValue } from './values.rules'

/**
 * The encoding of a file, from its beginning. A byte order mark decides; then zero bytes in every other place (UTF-16); then whether it is valid
 * UTF-8; else Windows-1252, which Latin-1 is a part of. `whole` says that the sample is the whole file.
 */
export function detectEncoding(sample: Uint8Array, whole: boolean): FileFormat['encoding'] {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const looked = Math.min(sample.length, 4096)
  for (let i = 0; i < looked; i++) if (sample[i] === 0) zeros[i % 2]! += 1
  if (zeros[1]! > looked / 4 && zeros[0]! < looked / 50) return 'utf-16le'
  if (zeros[0]! > looked / 4 && zeros[1]! < looked / 50) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !whole })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

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

/** The separator that splits the first records into the most columns of equal number. */
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
    const width = rows[0]?.cells.length ?? 1
    const even =
      rows.filter(row => row.cells.length === width && !row.fault).length / Math.max(rows.length, 1)
    const score = width > 1 ? even * even * Math.log2(width + 1) : 0
    if (score > best.score + 1e-9) best = { delimiter, score }
  }
  return best.delimiter
}

/** Whether the first record names the columns: none of its cells reads like a value, and they are not the same as below. */
export function detectHeader(records: readonly string[][]): boolean {
  const [first, ...rest] = records
  if (!first) return false
  const cells = first.map(cell => cell.trim()).filter(Boolean)
  if (cells.length === 0) return false
  if (cells.some(looksLikeValue)) return false
  return rest.length === 0 || new Set(cells.map(cell => cell.toLowerCase())).size >= cells.length / 2
}

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
