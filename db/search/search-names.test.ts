import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { leadEntity } from '../leads/leads.entity'
import { productEntity } from '../products/products.entity'
import { countRecords } from '../records/count-records'
import { createRecord } from '../records/create-record'
import { listRecords } from '../records/list-records'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { searchNames } from './search-names'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  for (const [name, phone, country, company] of [
    ['Siobhán O’Connor', '+33 6 55 89 31 58', null, null],
    ["Gianna d'Angelo", '030 9018201', 'DE', null],
    ['Ilse Krüger', '(0)711 / 22 33 44', null, 'Müller-Lüdenscheid'],
    ['علی الحربی', '٠٥٠١٢٣٤٥٦٧', 'SA', null],
    ['Пётр Иванов', '8 (912) 345-67-89', 'RU', null],
    ['Nagy Éva', '06 20 123 4567', 'HU', null],
    ['Ann Miller', '(415) 555-2671', 'US', null],
    ['Bureau ２０２４', null, null, null],
    ['फ़ातिमा शेख', null, null, null],
    ['Łukasz Æbelø', null, null, 'Groß & Söhne'],
  ] as const)
    await createRecord(ctx, leadEntity, { name, phone, country, company })
  await createRecord(ctx, customerEntity, { name: 'Thistle Technik', phone: '+44 20 7946 0958' })
  await createRecord(ctx, productEntity, { name: 'Bolt', code: 'B-17' })
})
afterAll(() => database.drop())

const found = async (q: string) => (await searchNames(ctx, q, 5)).map(({ name }) => name)

test.each([
  // A phone number by any way of writing it.
  [
    'Siobhán O’Connor',
    [
      '+33655893158',
      '06 55 89 31 58',
      '0033 6 55 89 31 58',
      '+33 (0)6.55.89.31.58',
      '655893158',
      '893158',
      'oconnor 0655893158',
      '06-55-89-31-58',
      '٠٦٥٥٨٩٣١٥٨',
    ],
  ],
  ["Gianna d'Angelo", ['+49309018201', '030/9018201', '0049 30 9018201', '9018201']],
  ['Ilse Krüger', ['+49 711 223344', '0711 22 33 44', '0711/223344']],
  ['علی الحربی', ['+966501234567', '050 123 4567', '٠٥٠ ١٢٣ ٤٥٦٧']],
  ['Пётр Иванов', ['+7 912 345 67 89', '8 912 345 67 89', '89123456789']],
  ['Nagy Éva', ['+36 20 123 4567', '06201234567']],
  ['Ann Miller', ['+1 415 555 2671', '415-555-2671', '415.555.2671', '(415) 555 2671']],
  ['Thistle Technik', ['020 7946 0958', '+442079460958', '00442079460958']],
  // Apostrophes and words without them.
  ['Siobhán O’Connor', ["o'connor", 'O’Connor', 'oconnor', 'OʼCONNOR', 'o connor', 'siobhan']],
  ["Gianna d'Angelo", ['d’angelo', 'dangelo', 'D`Angelo', 'angelo']],
  // What a script writes in several ways.
  ['علی الحربی', ['علي الحربي', 'على الحربى', 'عَلِي', 'الحـــربي']],
  ['Пётр Иванов', ['петр иванов', 'ПЁТР']],
  ['Bureau ２０２４', ['2024', '٢٠٢٤', 'bureau ۲۰۲۴']],
  ['Łukasz Æbelø', ['lukasz aebelo', 'ŁUKASZ', 'gross', 'GROẞ', 'sohne']],
  ['Ilse Krüger', ['ludenscheid', 'müller lüdenscheid', 'Müller–Lüdenscheid']],
  ['Bolt', ['b-17', 'B–17', 'B 17']],
  // One slip of the hand.
  ['Ilse Krüger', ['krugr', 'krugger', 'rküger', 'krügre', 'krueger', 'Ilse Krugr', 'ludenschied']],
  [
    'Thistle Technik',
    ['Thisle Technik', 'thistle tecnik', 'Thisle Tecnik', 'tihstle', 'thisttle', 'thistla'],
  ],
  ['Siobhán O’Connor', ['oconor', 'siobahn']],
  ['Пётр Иванов', ['Ивнов', 'ивонов']],
  ['علی الحربی', ['الحربيي', 'الحبري']],
])('%s is found by any of %j', async (name, asked) => {
  for (const q of asked) {
    expect([q, await found(q)]).toEqual([q, expect.arrayContaining([name])])
    const list = await listRecords(
      ctx,
      name === 'Thistle Technik' ? customerEntity : name === 'Bolt' ? productEntity : leadEntity,
      { q, limit: 10, count: 'exact' },
    )
    expect([q, (JSON.parse(list.results) as { name: string }[]).map(one => one.name)]).toEqual([
      q,
      expect.arrayContaining([name]),
    ])
  }
})

test.each(['krug', 'xyzzyq', '+33655893159', 'thxsxle', 'ilse', "'"])(
  '%s finds nobody whom it does not mean',
  async q => {
    expect(await found(q)).not.toContain(q === 'krug' || q === 'ilse' ? 'Ann Miller' : 'Ilse Krüger')
  },
)

test('what is named just so comes first, then beginnings, whole words, parts, and slips of the hand', async () => {
  for (const name of ['Verdana', 'Sverdanas', 'Neu Verdana', 'Verdana Nord', 'Grand Verdanas', 'Verdan'])
    await createRecord(ctx, customerEntity, { name })
  expect(await found('verdana')).toEqual([
    'Verdana',
    'Verdana Nord',
    'Neu Verdana',
    'Grand Verdanas',
    'Sverdanas',
  ])
  // One that was found leaves room for those that are near.
  expect(await found('verdana nord')).toEqual(['Verdana Nord'])
  expect(await found('sverdana')).toEqual([
    'Sverdanas',
    expect.any(String),
    expect.any(String),
    expect.any(String),
    expect.any(String),
  ])
})

test('a list and a count have those near the words only where they have none with them', async () => {
  const [near, none] = await countRecords(ctx, [
    { entity: customerEntity, q: 'thisle' },
    { entity: customerEntity, q: 'xyzzyq' },
  ])
  expect([near, none]).toEqual([
    { value: 1, exact: true },
    { value: 0, exact: true },
  ])
  const list = await listRecords(ctx, customerEntity, {
    q: 'thisle',
    filter: { field: 'name', op: 'eq', value: 'Verdana' },
    limit: 5,
  })
  expect(list.results).toBe('[]')
})
