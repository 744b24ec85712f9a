import type { FileFormat } from './reading.model'

/**
 * A reader of RFC 4180 files in any common dialect, fed with chunks of bytes. Our own, because an import resumes at the exact byte after
 * its last record, goes on after a broken quote at the next line, and must never hold more than one record.
 */
export interface CsvRecord {
  cells: string[]
  /** Place in the byte stream right after the record and its line end. */
  end: number
  fault?: 'quote_unclosed' | 'quote_misplaced' | 'encoding' | 'cell_too_long'
}

export interface CsvReader {
  /** The records that this chunk completes. */
  push(chunk: Uint8Array): CsvRecord[]
  /** The last record, when the file does not end with a line end. */
  end(): CsvRecord[]
}

/** A record longer than this is taken for an unclosed quote. */
const maxRecordBytes = 16 * 1024 * 1024
const LF = 10
const CR = 13
const QUOTE = 34

/** Reads bytes in an encoding of which ASCII is a part; UTF-16 is turned into UTF-8 beforehand. `offset` is the place of the first byte. No second byte of Shift JIS or GB 18030 is a quote, a comma, a semicolon, a tab or a line end. */
export function csvReader(
  { delimiter, encoding }: Pick<FileFormat, 'delimiter' | 'encoding'>,
  offset = 0,
): CsvReader {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  const separator = delimiter.charCodeAt(0)
  let buffer: Uint8Array = new Uint8Array(0)
  let at = offset

  /** Records of `buffer`, which begins at a record's start. Keeps what is not complete. */
  function drain(last: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    const lineEnds = lineEndsOf(buffer, last)
    let from = 0
    while (from < buffer.length) {
      const line = lineEnds(from)
      const quote = buffer.indexOf(QUOTE, from)
      if (quote === -1 || (line !== undefined && quote >= line.stop)) {
        if (!line && buffer.length - from <= maxRecordBytes) break
        if (!line) {
          // Nothing but one line without an end: its beginning is refused, so that memory stays flat.
          records.push({
            cells: [decoder.decode(buffer.subarray(from, from + 200))],
            end: at + buffer.length,
            fault: 'cell_too_long',
          })
          from = buffer.length
          continue
        }
        records.push(plainRecord(buffer.subarray(from, line.stop), at + line.next))
        from = line.next
        continue
      }
      const found = quotedRecord(from, last)
      if (found === 'more') {
        if (buffer.length - from <= maxRecordBytes && !last) break
        // No end of the quote: this line is lost, the next one is read anew.
        const end = line ?? { stop: buffer.length, next: buffer.length }
        records.push({
          ...plainRecord(buffer.subarray(from, end.stop), at + end.next),
          fault: 'quote_unclosed',
        })
        from = end.next
      } else if (found === 'misplaced' || found === 'unclosed') {
        if (!line) break
        records.push({
          ...plainRecord(buffer.subarray(from, line.stop), at + line.next),
          fault: found === 'unclosed' ? 'quote_unclosed' : 'quote_misplaced',
        })
        from = line.next
      } else {
        records.push(found.record)
        from = found.next
      }
    }
    buffer = buffer.slice(from)
    at += from
    return records
  }

  function plainRecord(bytes: Uint8Array, end: number): CsvRecord {
    const text = decoder.decode(bytes)
    const record: CsvRecord = { cells: text.split(delimiter), end }
    if (text.includes('\uFFFD') && !hasReplacement(bytes)) record.fault = 'encoding'
    return record
  }

  function quotedRecord(
    from: number,
    last: boolean,
  ): { record: CsvRecord; next: number } | 'more' | 'misplaced' | 'unclosed' {
    const cells: string[] = []
    let broken = false
    let p = from
    const text = (start: number, stop: number) => {
      const cell = decoder.decode(buffer.subarray(start, stop))
      if (cell.includes('\uFFFD') && !hasReplacement(buffer.subarray(start, stop))) broken = true
      return cell
    }
    for (;;) {
      if (buffer[p] === QUOTE) {
        let close = p + 1
        let doubled = false
        for (;;) {
          close = buffer.indexOf(QUOTE, close)
          if (close === -1) return 'more'
          if (close + 1 === buffer.length && !last) return 'more'
          if (buffer[close + 1] !== QUOTE) break
          doubled = true
          close += 2
        }
        const cell = text(p + 1, close)
        cells.push(doubled ? cell.replaceAll('""', '"') : cell)
        p = close + 1
        const then = buffer[p]
        if (then !== undefined && then !== separator && then !== LF && then !== CR)
          // What ends the quote on another line is the beginning of the next one: this one never closes.
          return cell.includes('\n') || cell.includes('\r') ? 'unclosed' : 'misplaced'
      } else {
        const start = p
        while (p < buffer.length && buffer[p] !== separator && buffer[p] !== LF && buffer[p] !== CR) p += 1
        if (p === buffer.length && !last) return 'more'
        cells.push(text(start, p))
      }
      if (buffer[p] === separator) {
        p += 1
        continue
      }
      if (buffer[p] === CR && p + 1 === buffer.length && !last) return 'more'
      p += buffer[p] === CR && buffer[p + 1] === LF ? 2 : p < buffer.length ? 1 : 0
      return { record: { cells, end: at + p, ...(broken ? { fault: 'encoding' as const } : {}) }, next: p }
    }
  }

  return {
    push(chunk) {
      if (buffer.length === 0) buffer = chunk
      else {
        const joined = new Uint8Array(buffer.length + chunk.length)
        joined.set(buffer)
        joined.set(chunk, buffer.length)
        buffer = joined
      }
      return drain(false)
    },
    end: () => drain(true),
  }
}

/** Finds the end of the line that begins at `from`; each byte is looked at once per kind of line end. */
function lineEndsOf(bytes: Uint8Array, last: boolean) {
  let lf = -2
  let cr = -2
  const find = (known: number, byte: number, from: number) => {
    if (known === -1 || known >= from) return known
    return bytes.indexOf(byte, from)
  }
  return (from: number): { stop: number; next: number } | undefined => {
    lf = find(lf, LF, from)
    cr = find(cr, CR, from)
    if (cr !== -1 && (lf === -1 || cr < lf)) {
      // A CR at the very end may be the first half of CRLF.
      if (cr + 1 === bytes.length && !last) return undefined
      return { stop: cr, next: cr + 1 === lf ? cr + 2 : cr + 1 }
    }
    if (lf !== -1) return { stop: lf, next: lf + 1 }
    return last && from < bytes.length ? { stop: bytes.length, next: bytes.length } : undefined
  }
}

/** Whether the file itself contains U+FFFD, which is then no sign of a wrong encoding. */
function hasReplacement(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(0xef); i !== -1; i = bytes.indexOf(0xef, i + 1))
    if (bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) return true
  return false
}

/**
 * One line of CSV, harmless in a spreadsheet (OWASP, CSV injection): before what it would run as a formula goes an apostrophe, one more where one is already, so that each comes
 * back as it was (`withoutFormulaGuard`). A formula may begin a cell or, where the spreadsheet splits at semicolons or tabs and takes our quotes for text, any part of it; and full-width signs
 * are signs to some.
 */
export const csvLine = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(cell => csvCell(cell)).join(',')}\r\n`

export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' ? value.replace(formulaStart, "'") : String(value)
  return /[",;\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const begins = /(?<=^|[;\t\r\n])/.source
const runs = /(?='*[ \u00a0"]*[=+\-@\t\r＝＋－＠])/.source
const formulaStart = new RegExp(`${begins}${runs}`, 'g')

/** The guard of an export, where a cell has it. */
export const formulaGuard = new RegExp(`${begins}'${runs}`, 'g')
