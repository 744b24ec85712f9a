import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { isBelowTable } from '../reading/below-table.rules'
import { findTable } from './find-table.rules'

const lines = (text: string) => text.split('\n').map(line => line.split(','))
const found = (text: string) => findTable(lines(text))
const table =
  'Name,Company,E-mail,Phone\nAna,X,ana@x.example,+49 30 1234567\nBo,Y,bo@y.example,+49 30 1234568'

test.each([
  ['nothing', ''],
  ['a title', 'Leads of the fair\n'],
  ['a title and when it was made', 'Open leads\nAs of 2026-11-20 10:11\n\n'],
  ['a title that a spreadsheet padded', 'Open leads,,,\n,,,\n'],
  ['pairs', 'Report:,Open leads\nDate:,2026-11-20\nUser:,maren\n\n'],
  ['groups of columns', 'Person,,Reach,\n'],
  ['blank lines', '\n\n\n'],
])('%s above a table is passed over', (_, above) => {
  expect(found(above + table)).toEqual({ above: above.split('\n').length - 1, header: true })
})

test('a table that begins in the first line begins there, however its rows look', () => {
  for (const text of [
    'name,city\nNul,Oslo\nLong,a,b,c\nShort',
    'name,city,,,\nTrail,Oslo,,,\nLong,Bonn,,,,,x',
    // Fewer names than columns.
    'Name,E-mail,,,,\nAna,ana@x.example,1,2,3,4\nBo,bo@x.example,1,2,3,4',
    'name\nAna\nBo',
    'name,city',
    'Account Name,Country,2024,2025,2026\nAcme,DE,1,2,3',
  ])
    expect([text, found(text)]).toEqual([text, { above: 0, header: true }])
})

test('a table without column names begins with its first row', () => {
  expect(found('Ana,ana@x.example,+49 30 1234567\nBo,bo@x.example,+49 30 1234568')).toEqual({
    above: 0,
    header: false,
  })
  expect(found('Our guests\n\nAna,ana@x.example,+49 30 1234567\nBo,bo@x.example,+49 30 1234568')).toEqual({
    above: 2,
    header: false,
  })
})

test('however many lines of one cell stand above, the names are found below them', () => {
  const title = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,30}$/)
  const more = Array.from({ length: 9 }, (_, n) => `P${n},Z,p${n}@x.example,`)
  fc.assert(
    fc.property(fc.array(title, { maxLength: 20 }), titles => {
      expect(found([...titles, table, ...more].join('\n'))).toEqual({ above: titles.length, header: true })
    }),
  )
})

test.each([
  'Grand Totals (3 records),,,,499000.50,,',
  'Total,,,,"30,000.00 EUR",,'.replaceAll('"', '').replace('30,', '30'),
  'Summe;;;;1.246.567,89 €;;',
  'Total général;;;12 000 €;;;',
  'المجموع,,,4500,,,',
  ',,,Total:,595,,',
  'Confidential Information - Do Not Distribute',
  'Copyright (c) 2000-2026 salesforce.com inc. All rights reserved.',
  'Page 3 of 3',
  'Vertraulich',
])('%s is no record', line => {
  expect(isBelowTable(line.split(line.includes(';') ? ';' : ','), 7)).toBe(true)
})

test.each([
  ['a company called Total', 'Total,Paris,FR,info@total.example,+33 1 23 45 67 89,,'],
  ['a company whose name begins so', 'Total Energies,,,,12000,,'],
  ['a row with a name only', 'Ana,,,,,,'],
  ['a full row of figures', 'Total,1,2,3,4,5,6'],
  ['a person whose note says it', 'Ana,X,ana@x.example,,,,Confidential'],
])('%s is a record', (_, line) => {
  expect(isBelowTable(line.split(','), 7)).toBe(false)
})

test('a narrow table has no line of sums: Total may be a company', () => {
  expect(isBelowTable(['Total', '100'], 2)).toBe(false)
})
