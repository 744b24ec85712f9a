import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type CsvRecord, csvCell, csvLine, csvReader } from './csv.rules'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const readAll = (
  bytes: Uint8Array,
  cuts: readonly number[] = [],
  offset = 0,
  delimiter: ',' | ';' = ',',
): CsvRecord[] => {
  const reader = csvReader({ delimiter, encoding: 'utf-8' }, offset)
  const records: CsvRecord[] = []
  let from = 0
  for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
    if (cut <= from || cut >= bytes.length) continue
    records.push(...reader.push(bytes.slice(from, cut)))
    from = cut
  }
  records.push(...reader.push(bytes.slice(from)), ...reader.end())
  return records
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', 'ليلى', '"', ',', '\n', '\r', ' ', '😀') }),
  fc.string(),
)
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 20 })
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

test('what is written is read, whatever the line ends and however the bytes are cut', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat(400)), (rows, end, cuts) => {
      const bytes = bytesOf(rows.map(row => row.map(quoted).join(',')).join(end))
      expect(readAll(bytes, cuts).map(record => record.cells)).toEqual(rows)
    }),
  )
})

test('reading goes on at the end of any record as if it had never stopped', () => {
  fc.assert(
    fc.property(table, fc.nat(), (rows, pick) => {
      const bytes = bytesOf(`${rows.map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`)
      const all = readAll(bytes)
      const stop = all[pick % all.length]!
      const rest = readAll(bytes.slice(stop.end), [], stop.end)
      expect(rest).toEqual(all.slice((pick % all.length) + 1))
    }),
  )
})

test('a quote that never closes costs its own line only', () => {
  const records = readAll(bytesOf('name,city\nA,"Oslo\nB,Rome\nC,Bonn\n'))
  expect(records.map(record => [record.cells[0], record.fault])).toEqual([
    ['name', undefined],
    ['A', 'quote_unclosed'],
    ['B', undefined],
    ['C', undefined],
  ])
})

test('text after a closing quote is told, and the next line is read', () => {
  const records = readAll(bytesOf('"Acme" Ltd,1\nB,2\n'))
  expect(records.map(record => record.fault)).toEqual(['quote_misplaced', undefined])
})

test('a quote inside an unquoted cell is a letter like any other', () => {
  expect(readAll(bytesOf('5" pipe,12\n'))[0]!.cells).toEqual(['5" pipe', '12'])
})

test('line ends of all three kinds may stand in one file', () => {
  expect(readAll(bytesOf('a,1\rb,2\r\nc,3\nd,4'), [4]).map(record => record.cells.join())).toEqual([
    'a,1',
    'b,2',
    'c,3',
    'd,4',
  ])
})

test('bytes that are no UTF-8 refuse their line, a real U+FFFD does not', () => {
  const bad = new Uint8Array([...bytesOf('a,'), 0xe9, ...bytesOf('\nb,�\n')])
  expect(readAll(bad).map(record => record.fault)).toEqual(['encoding', undefined])
})

test('a cell that a spreadsheet would run is written harmless', () => {
  for (const evil of ['=1+1', '+49 1', '-2', '@x', '\tx', '\rx', '＝1+1', '＋1', '－1', '＠x', ' =1', '"=1'])
    expect([evil, csvCell(evil).replace(/^"/, '').startsWith("'")]).toEqual([evil, true])
  expect(csvCell(-5)).toBe('-5')
})

test('a part of a cell that would be a cell of its own, split at another separator, is written harmless', () => {
  const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠']
  for (const sign of signs)
    for (const before of ['a;', 'a; ', 'a;"', ';', 'a;;', 'a\t', 'a\n', 'a\r\n', 'a;b;', 'a\u00a0;\u00a0']) {
      const line = csvLine(['x', `${before}${sign}HYPERLINK("http://evil.example")`, 'y'])
      // As a spreadsheet reads that knows no comma, and one that takes our quotes for text.
      for (const part of line.split(/[;\t\r\n]/))
        expect([line, /^[\s"]*[=+\-@＝＋－＠]/.test(part)]).toEqual([line, false])
    }
  expect(csvCell('Müller & Söhne; Köln - Deutz')).toBe('"Müller & Söhne; Köln - Deutz"')
})
