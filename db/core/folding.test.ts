import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import postgres from 'postgres'
import { testServerUrl } from '../testing/test-postgres'
import { folded } from './folding.rules'
import { foldingFunctions } from './folding-functions'
import { plainPhone } from './phone.rules'

let sql: postgres.ReservedSql
let server: postgres.Sql
beforeAll(async () => {
  server = postgres(await testServerUrl(), { max: 1, onnotice: () => {} })
  sql = await server.reserve()
  // Of this connection alone: they are gone with it.
  await sql.unsafe(
    foldingFunctions
      .replaceAll('function ', 'function pg_temp.')
      .replaceAll('folded($1)', 'pg_temp.folded($1)'),
  )
})
afterAll(async () => {
  sql.release()
  await server.end({ timeout: 5 })
})

const spellings: [string, ...string[]][] = [
  [
    'O’Connor',
    "o'connor",
    'OConnor',
    'OʼConnor',
    'O`Connor',
    'O´Connor',
    'O＇Connor',
    'Oʻconnor',
    'O′Connor',
  ],
  ["d'Angelo", 'd‘Angelo', 'dangelo', 'DʹAngelo'],
  ['ג׳ורג׳', "ג'ורג'", 'גורג'],
  ['على', 'علي', 'علی', 'عَلِيّ', 'عـــلي'],
  ['فاطمة', 'فاطمه', 'فاطمۃ', 'فاطمہ'],
  ['كريم', 'کریم', 'ڪريم'],
  ['أحمد', 'احمد', 'إحمد', 'آحمد', 'ٱحمد'],
  ['مؤمن', 'مومن'],
  ['٢٠٢٤', '2024', '۲۰۲۴', '２０２４', '२०२४', '২০২৪', '๒๐๒๔', '𝟐𝟎𝟐𝟒'],
  ['Straße', 'STRASSE', 'STRAẞE', 'strasse'],
  ['Łódź', 'lodz', 'ŁÓDŹ'],
  ['Ærø', 'aero', 'AERO'],
  ['Þór', 'thor'],
  ['Œuvre', 'oeuvre'],
  ['İstanbul', 'ISTANBUL', 'ıstanbul'],
  ['Jean–Pierre', 'jean-pierre', 'Jean‐Pierre', 'JEAN−PIERRE', 'Jean﹣Pierre'],
  ['Ｓｅｘｔａｎｔ', 'sextant', 'ｓｅｘｔａｎｔ'],
  ['ΣΊΣΥΦΟΣ', 'σισυφος', 'Σίσυφος'],
  ['“Sol”', '"sol"', '«SOL»', '„Sol“'],
  ['Nguyễn', 'nguyen', 'NGUYỄN'],
  ['Ðorđe', 'dorde'],
  ['ﬁrst', 'first'],
]

test.each(spellings)('%s is looked for as it may be written', (...all: string[]) => {
  expect([...new Set(all.map(folded))]).toEqual([folded(all[0]!)])
})

test('marks that are letters stay: they tell words apart', () => {
  expect(folded('राम')).not.toBe(folded('रोम'))
  expect(folded('กิน')).not.toBe(folded('กน'))
  expect(folded('がく')).not.toBe(folded('かく'))
})

test('folds once and for all, as Postgres does, every text', async () => {
  const unit = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(..."'’ʼ´`-–ـًى٣۳ةکßæłİΣ \t") },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.constantFrom('ab', 'O', '0', '+', '(0)', 'x') },
  )
  const texts = fc.array(
    fc.array(unit, { maxLength: 8 }).map(parts => parts.join('').replaceAll('\u0000', '')),
    { minLength: 50, maxLength: 50 },
  )
  await fc.assert(
    fc.asyncProperty(texts, async all => {
      const rows = await sql<{ folded: string; phone: string }[]>`
        select pg_temp.folded(one) as folded, pg_temp.plain_phone(one) as phone from unnest(${all}::text[]) with ordinality as u(one, at) order by at`
      expect(rows.map(row => row.folded)).toEqual(all.map(folded))
      expect(rows.map(row => row.phone)).toEqual(all.map(plainPhone))
      expect(all.map(folded).map(folded)).toEqual(all.map(folded))
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('and every character that Postgres knows', async () => {
  const rows = await sql<{ point: number; folded: string }[]>`
    select point, pg_temp.folded('a' || chr(point)) as folded from generate_series(1, 1114111) as point
    where point not between 55296 and 57343 and unicode_assigned(chr(point))`
  const different = rows.filter(({ point, folded: one }) => folded(`a${String.fromCodePoint(point)}`) !== one)
  expect(different.map(({ point }) => point.toString(16))).toEqual([])
}, 60_000)
