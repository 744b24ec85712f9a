import { expect, test } from 'bun:test'
import { faultCsv } from './fault-csv.rules'
import { fileFault, sizeOf } from './file-check.rules'
import { stepFor, stepOf, undoUntil } from './steps.rules'

const max = 1024 ** 3
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))

test('files that are no table are known from their first bytes', () => {
  expect(fileFault(bytes(''), 0, max)).toBe('empty')
  expect(fileFault(bytes('a'), max + 1, max)).toBe('tooLarge')
  expect(fileFault(bytes('PK\u0003\u0004'), 10, max)).toBe('notTable')
  expect(fileFault(bytes('%PDF-1.7'), 10, max)).toBe('notTable')
  expect(fileFault(new Uint8Array(400), 400, max)).toBe('notTable')
})

test('text in any of the encodings is let through', () => {
  expect(fileFault(bytes('name,email\nمنى,m@x.com'), 30, max)).toBeUndefined()
  expect(fileFault(bytes('name,email\nAnaïs,', 'latin1'), 30, max)).toBeUndefined()
  expect(fileFault(bytes('\uFEFFname,email\nMona', 'utf16le'), 30, max)).toBeUndefined()
})

test('sizes are told in the unit that people count in', () => {
  expect(sizeOf(512)).toEqual({ unit: 'bytes', n: 512 })
  expect(sizeOf(48_200)).toEqual({ unit: 'kb', n: 48 })
  expect(sizeOf(2_340_000)).toEqual({ unit: 'mb', n: 2.3 })
})

test('a file of faults runs nothing in a spreadsheet, and keeps quotes and lines whole', () => {
  const text = faultCsv(
    ['Row', 'Column', 'Value', 'Fix'],
    [
      { row: 2, column: '=cmd', value: '-5' },
      { row: 3, column: 'a,b', value: '@x "y"\n' },
    ],
    at => `fix ${at}`,
  )
  expect(text).toBe(`\uFEFFRow,Column,Value,Fix\r\n2,'=cmd,'-5,fix 0\r\n3,"a,b","'@x ""y""\n",fix 1\r\n`)
})

test('an import that has started shows its progress at every address, and a draft never does', () => {
  expect(stepFor('map', { state: 'running', preview: null })).toBe('run')
  expect(stepFor('run', { state: 'draft', preview: null })).toBe('settings')
  expect(stepFor(undefined, { state: 'checking', preview: null })).toBe('settings')
  expect(stepFor('map', { state: 'draft', preview: null })).toBe('map')
  expect(stepOf({ state: 'undone', preview: null })).toBe('run')
})

test('only what wrote something can be undone, for thirty days', () => {
  const counts = { read: 2, created: 1, updated: 0, skipped: 1, refused: 0 }
  const finishedAt = '2026-11-01T00:00:00.000Z'
  expect(undoUntil({ state: 'done', finishedAt, counts })?.toISOString()).toBe('2026-12-01T00:00:00.000Z')
  expect(undoUntil({ state: 'done', finishedAt, counts: { ...counts, created: 0 } })).toBeUndefined()
  expect(undoUntil({ state: 'running', finishedAt: null, counts })).toBeUndefined()
})
