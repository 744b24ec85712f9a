import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { cellsOf, readRows, recordsText, rowsSql } from './row-text'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const members = [
  { key: 'id', cells: cellsOf('t.id', 'reference') },
  { key: 'name', cells: cellsOf('t.name', 'text') },
  { key: 'size', cells: cellsOf('t.size', 'integer') },
  { key: 'share', cells: cellsOf('t.share', 'number') },
  { key: 'isOpen', cells: cellsOf('t.is_open', 'boolean') },
  { key: 'on', cells: cellsOf('t."on"', 'date') },
  { key: 'at', cells: cellsOf('t.at', 'instant') },
  { key: 'value', cells: cellsOf('t.value', 'money') },
  { key: 'custom', cells: cellsOf('t.custom', 'json') },
]
const columns = members.flatMap(({ cells }) => cells.columns)

/** What a row value must quote, and what stands at the borders of it. */
const hard = fc.constantFrom(
  '',
  '"',
  '\\',
  '""',
  '\\"',
  ',',
  '(',
  ')',
  '()',
  ' ',
  '\n',
  '\t',
  'ß',
  '“”',
  'رقم',
  '🜁',
)
const word = fc
  .oneof(
    hard,
    fc.string({ unit: 'grapheme' }),
    fc.array(hard, { maxLength: 6 }).map(parts => parts.join('')),
  )
  // Postgres keeps no NUL.
  .map(text => text.replaceAll('\u0000', ''))
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const instant = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T00:00:00Z'),
  noInvalidDate: true,
})
const row = fc.record({
  id: fc.uuid(),
  name: orNull(word),
  size: orNull(fc.integer()),
  share: orNull(fc.double({ noNaN: true, noDefaultInfinity: true })),
  is_open: orNull(fc.boolean()),
  on: orNull(instant.map(date => date.toISOString().slice(0, 10))),
  at: orNull(instant.map(date => date.toISOString())),
  money: orNull(fc.record({ minor: fc.maxSafeInteger(), currency: fc.constantFrom('EUR', 'KWD') })),
  custom: fc.dictionary(word, fc.oneof(word, fc.integer(), fc.constant(null)), { maxKeys: 3 }),
})

test('what is written of rows is the JSON that Postgres makes of them', async () => {
  const asked = fc.asyncProperty(fc.array(row, { maxLength: 5 }), async rows => {
    const [answer] = await database.owner<{ text: string | null; json: unknown[] }[]>`
      with t as materialized (
        select r.id, r.name, r.size, r.share, r.is_open, r."on", r.at, r.custom,
          (r.money ->> 'minor')::bigint as value_minor, r.money ->> 'currency' as value_currency, r.money
        from jsonb_to_recordset(${database.owner.json(rows as never)}) as r(
          id uuid, name text, size int, share double precision, is_open boolean, "on" date, at timestamptz(3), money json, custom jsonb))
      select (select ${database.owner.unsafe(rowsSql(columns))} from t) as text,
        coalesce((select json_agg(json_build_object('id', id, 'name', name, 'size', size, 'share', share, 'isOpen', is_open,
          'on', "on", 'at', at, 'value', money, 'custom', custom)) from t), '[]') as json`
    expect(JSON.parse(recordsText(members, readRows(answer!.text, columns.length)))).toEqual(answer!.json)
  })
  await fc.assert(asked, { numRuns: 150 })
})
