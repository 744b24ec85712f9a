import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import type { Import, ImportUpdate } from './import.model'
import { listFaults } from './imports.queries'
import { scratchImports } from './scratch-import'

let database: TestDatabase
let ctx: Context
let imports: ReturnType<typeof scratchImports>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Each file comes into a workspace of its own. */
async function into(content: string | Uint8Array, change: ImportUpdate = { entity: 'lead' }, name?: string) {
  ctx = await testContext(database)
  imports = scratchImports(database, ctx)
  return imports.into(content, change, name)
}
const faultsOf = async ({ id }: Import) =>
  (await listFaults(ctx, id, { limit: 100 })).results.map(({ row, column, value, code }) => [
    row,
    column,
    value,
    code,
  ])
type Row = Record<string, unknown>
const leads = async (): Promise<Row[]> => [
  ...(await database.owner<Row[]>`
    select name, email, phone, city, country, company, note, status, to_char(received_on, 'YYYY-MM-DD') as "receivedOn",
      value_minor || ' ' || value_currency as value, custom
    from lead where workspace_id = ${ctx.workspaceId} and deleted_at is null order by name collate "C"`),
]
/** One field of all leads, by name. */
const told = async (field: string) => Object.fromEntries((await leads()).map(row => [row.name, row[field]]))
const latin = (text: string) => Uint8Array.from([...text].map(letter => letter.charCodeAt(0)))
const bytes = (text: string) => new TextEncoder().encode(text)

test('Latin-1 with ; and decimal commas: names, amounts and numbers are as they were written', async () => {
  const done = await into(
    latin('Nom;Société;Montant;Ville\nJosé Núñez;Café Müller;1.234,56;Málaga\nZoë;Ångström;12,5;Köln\n'),
  )
  expect(done).toMatchObject({
    format: { encoding: 'windows-1252', delimiter: ';' },
    settings: { decimal: ',' },
    counts: { created: 2, refused: 0 },
  })
  expect(await told('value')).toEqual({ 'José Núñez': '123456 EUR', Zoë: '1250 EUR' })
  expect(await told('company')).toEqual({ 'José Núñez': 'Café Müller', Zoë: 'Ångström' })
})

test('UTF-16 from the big end, without a mark, is read', async () => {
  const text = 'name,city,email\nMona Lisa,القاهرة,mona@wide.example\n'
  const wide = new Uint8Array(
    [...text].flatMap(letter => [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]),
  )
  expect((await into(wide)).format.encoding).toBe('utf-16be')
  expect(await leads()).toMatchObject([{ name: 'Mona Lisa', city: 'القاهرة', email: 'mona@wide.example' }])
})

test('a byte order mark and tabs, with commas that belong to a cell', async () => {
  const done = await into('\uFEFFname\te-mail\tcity\nAnna\tanna@tab.example\tOslo, Norway\n')
  expect(done.columns.map(({ header }) => header)).toEqual(['name', 'e-mail', 'city'])
  expect(await told('city')).toEqual({ Anna: 'Oslo, Norway' })
})

test('the line sep=; names the separator and is no row', async () => {
  for (const mark of ['', '\uFEFF']) {
    const done = await into(`${mark}sep=;\r\nname;city\r\nSep, A;Oslo\r\n`)
    expect(done).toMatchObject({ format: { delimiter: ';' }, counts: { read: 1, created: 1 } })
    expect(await told('city')).toEqual({ 'Sep, A': 'Oslo' })
  }
})

test('line ends inside quotes, and those of old Macs', async () => {
  await into('name,note,city\n"Multi","line one\nline ""two""\r\nline three","Rome"\nNext,,Bonn\n')
  expect(await told('note')).toEqual({ Multi: 'line one\nline "two"\r\nline three', Next: null })
  await into('name,city\rMac A,Oslo\rMac B,Rome\r')
  expect(await told('city')).toEqual({ 'Mac A': 'Oslo', 'Mac B': 'Rome' })
})

test('three columns of one name: the first is the phone, the others keep their values in fields of their own', async () => {
  const done = await into('name,phone,Phone,Phone\nDup,+49 30 1234567,+49 30 7654321,x\n')
  expect(done.columns.map(({ header }) => header)).toEqual(['name', 'phone', 'Phone', 'Phone (2)'])
  const [lead] = await leads()
  expect(lead).toMatchObject({ phone: '+49 30 1234567' })
  expect(Object.values(lead!.custom as object).sort()).toEqual(['+49 30 7654321', 'x'])
})

test('formulas are the text they are', async () => {
  await into(
    'name,e-mail,note\n"=HYPERLINK(""http://evil"",""x"")",f@formula.example,=1+1\n+SUM(A1),g@formula.example,@cmd\n-2+3,h@formula.example,x\n',
  )
  expect(await told('note')).toEqual({
    '=HYPERLINK("http://evil","x")': '=1+1',
    '+SUM(A1)': '@cmd',
    '-2+3': 'x',
  })
})

test('days of two writings in one column: what tells the order decides it, and the year first never does', async () => {
  const day = async (...days: string[]) => {
    const done = await into(`name,received on\n${days.map((one, n) => `D${n},${one}`).join('\n')}\n`)
    return [done.settings.dateOrder, ...Object.values(await told('receivedOn')), ...(await faultsOf(done))]
  }
  expect(await day('03/04/2025', '2025-04-03')).toEqual(['dmy', '2025-04-03', '2025-04-03'])
  expect(await day('03/04/2025', '2025-04-03', '2025-05-06', '04/13/2025')).toEqual([
    'mdy',
    '2025-03-04',
    '2025-04-03',
    '2025-05-06',
    '2025-04-13',
  ])
  expect(await day('13/04/2025', '03/04/2025', '2025-13-01')).toEqual([
    'dmy',
    '2025-04-13',
    '2025-04-03',
    [4, 'received on', '2025-13-01', 'not_a_day'],
  ])
})

test('an Arabic file, with its countries, its digits and its header', async () => {
  await into(
    'الاسم,البريد الإلكتروني,المدينة,البلد,الهاتف\nليلى الحربي,layla@arabic.example,الرياض,السعودية,+966 50 123 4567\nمحمد,mo@arabic.example,دبي,الإمارات,٠٥٠١٢٣٤٥٦٧\n',
  )
  expect(await told('country')).toEqual({ 'ليلى الحربي': 'SA', محمد: 'AE' })
  expect(await told('phone')).toEqual({ 'ليلى الحربي': '+966 50 123 4567', محمد: '0501234567' })
})

test('addresses in capitals, with spaces, names, marks nobody sees, and two in one cell', async () => {
  const done = await into(
    'name,e-mail\nCaps,"  LOUD@MAIL.EXAMPLE  "\nLow,loud@mail.example\nNbsp,\u00a0nbsp@mail.example\u00a0\nMailto,mailto:mm@mail.example\nAngle,"Angle <angle@mail.example>"\nZero,zero\u200b@mail.example\nTwo,"a@x.example; b@x.example"\n',
  )
  expect(await told('email')).toEqual({
    Angle: 'angle@mail.example',
    // The same person as the one in capitals.
    Low: 'loud@mail.example',
    Mailto: 'mm@mail.example',
    Nbsp: 'nbsp@mail.example',
    Zero: 'zero@mail.example',
  })
  expect(await faultsOf(done)).toEqual([[8, 'e-mail', 'a@x.example; b@x.example', 'not_an_email']])
})

test('amounts as people write them', async () => {
  const amounts: [string, string | null][] = [
    ['€ 1.234,56', '123456 EUR'],
    ['1,234.56 USD', '123456 USD'],
    ['(500)', '-50000 EUR'],
    ['$1 200', '120000 USD'],
    ['-5', '-500 EUR'],
    ['EUR 12,000', '1200000 EUR'],
    ['1.234.567,89 €', '123456789 EUR'],
    ['1.234.567 €', '123456700 EUR'],
    ['£0.5', '50 GBP'],
    ['($1,500.00)', '-150000 USD'],
    ["1'234.50 CHF", '123450 CHF'],
    ['SAR 480\u00a0000', '48000000 SAR'],
    ['12k', null],
    ['XYZ 5', null],
    ['1,2,3', null],
    ['99999999999999999999', null],
  ]
  const done = await into(
    `name,value\n${amounts.map(([amount], n) => `A${n + 10},"${amount}"`).join('\n')}\n`,
  )
  const values = await told('value')
  expect(amounts.map(([amount], n) => [amount, values[`A${n + 10}`] ?? null])).toEqual(amounts)
  expect((await faultsOf(done)).map(([, , value, code]) => [value, code])).toEqual(
    amounts.filter(([, read]) => read === null).map(([amount]) => [amount, 'not_an_amount']),
  )
})

test('telephone numbers with extensions; two numbers in one cell and words are told', async () => {
  const numbers: [string, string | null][] = [
    ['+49 30 123456 ext. 12', '+49 30 123456 x12'],
    ['+49 30 123456 ext. 13', '+49 30 123456 x13'],
    ['+49 (0)30 1234-567 Durchwahl 9', '+49 (0)30 1234-567 x9'],
    ['+33 1 23 45 67 89 poste 5', '+33 1 23 45 67 89 x5'],
    ['+1 212 555 0123, ext 4', '+1 212 555 0123 x4'],
    ['(555) 123-4567 x89', '(555) 123-4567 x89'],
    ['tel:+4930999888', '+4930999888'],
    ['+1-800-FLOWERS', null],
    ['030/1234567; 0171 234567', null],
  ]
  const done = await into(`name,phone\n${numbers.map(([number], n) => `P${n},"${number}"`).join('\n')}\n`)
  const read = await told('phone')
  // Of one switchboard, two extensions are two people.
  expect(numbers.map(([number], n) => [number, read[`P${n}`] ?? null])).toEqual(numbers)
  expect(done.counts).toMatchObject({ created: 7, refused: 2 })
  expect((await faultsOf(done)).map(([row, column, , code]) => [row, column, code])).toEqual([
    [9, 'phone', 'not_a_phone'],
    [10, 'phone', 'not_a_phone'],
  ])
})

test('a cell of two megabytes refuses its row; a header of two megabytes is cut', async () => {
  const huge = 'x'.repeat(2 * 1024 * 1024)
  const done = await into(`name,note,city\nBig,"${huge}",Oslo\nSmall,ok,Rome\n`)
  expect(await faultsOf(done)).toEqual([[2, 'note', `${'x'.repeat(199)}…`, 'cell_too_long']])
  expect(await told('city')).toEqual({ Small: 'Rome' })
  const wide = await into(`name,${huge}\nBig header,x\n`)
  expect(wide.columns[1]!.header).toHaveLength(120)
  expect(wide.counts.created).toBe(1)
})

test('NUL bytes refuse the rows that have them, and go out of a header', async () => {
  const done = await into('na\u0000me,city\nN\u0000ul,Oslo\nFine,Ro\u0000me\nGood,Bonn\n')
  expect(done.columns[0]!.header).toBe('na me')
  expect((await faultsOf(done)).map(([row, , , code]) => [row, code])).toEqual([
    [2, 'nul_character'],
    [3, 'nul_character'],
  ])
  expect((await leads()).map(({ city }) => city)).toEqual(['Bonn'])
})

test('trailing commas are no columns, and rows of other lengths are read or told', async () => {
  const done = await into('name,city,,,\nTrail,Oslo,,,\nTrail two,Rome,,,,,,\nShort\nLong,Bonn,,,,,x\n')
  expect(done.mapping.slice(2).map(({ field }) => field)).toEqual([null, null, null])
  expect(await told('city')).toEqual({ Short: null, Trail: 'Oslo', 'Trail two': 'Rome' })
  expect((await faultsOf(done)).map(([row, , value, code]) => [row, value, code])).toEqual([
    [5, '', 'too_many_cells'],
  ])
})

const noise = (...head: number[]) =>
  new Uint8Array([...head, ...crypto.getRandomValues(new Uint8Array(3000))])
test.each<[string, Uint8Array]>([
  ['a workbook', noise(0x50, 0x4b, 0x03, 0x04)],
  ['an old workbook', noise(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
  ['20,000 random bytes', crypto.getRandomValues(new Uint8Array(20_000))],
  ['an archive', Bun.gzipSync(bytes('name,city\nA,B\n'))],
  ['an image', noise(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['a document', bytes('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')],
  [
    'a web page',
    bytes('\uFEFF\n<!DOCTYPE html><html><body><table><tr><td>name</td></tr></table></body></html>'),
  ],
  [
    'a workbook of 2003',
    bytes('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'),
  ],
])('%s renamed to .csv is refused, and nothing is made of it', async (_, content) => {
  const error = await into(content, {}, 'book.csv').catch((error: unknown) => error)
  expect(error).toBeInstanceOf(Fault)
  expect((error as Fault).details.problems).toMatchObject([{ pointer: '/fileId', code: 'not_a_table' }])
  expect(await leads()).toEqual([])
})

test('a column called PK is a column, not a workbook', async () => {
  expect((await into('PK,name\n7,Key\n')).counts.created).toBe(1)
})

test('a country and a choice that were mistyped are refused with what was meant, which reads them when it is said', async () => {
  const content =
    'name,country,status\nC1,Philipines,new\nC2,Germny,workng\nC3,Atlantis,banana\nC4,Poland,new\nC5,FR,new\nC6,Deutschland,new\nC7,السعودية,new\n'
  const done = await into(content)
  const { results } = await listFaults(ctx, done.id, { limit: 100 })
  expect(results.map(({ value, params, message }) => [value, params, message])).toEqual([
    [
      'Philipines',
      { suggestion: 'Philippines' },
      '“Philipines” is no country we know. Did you mean Philippines?',
    ],
    ['Germny', { suggestion: 'Germany' }, '“Germny” is no country we know. Did you mean Germany?'],
    ['workng', { suggestion: 'working' }, '“workng” is not one of the choices. Did you mean working?'],
    ['Atlantis', {}, '“Atlantis” is no country we know.'],
    ['banana', {}, '“banana” is not one of the choices.'],
  ])
  const draft = await imports.draft(content, { entity: 'lead' })
  const mapping = draft.mapping.map(column => ({
    ...column,
    values: Object.fromEntries(
      results.flatMap(({ column: header, value, params }) =>
        header === draft.columns[column.column]!.header && value && params.suggestion
          ? [[value, String(params.suggestion)]]
          : [],
      ),
    ),
  }))
  const again = await imports.into(content, { entity: 'lead', mapping })
  expect(again.counts).toMatchObject({ created: 6, refused: 1 })
  expect(await told('country')).toMatchObject({ C1: 'PH', C2: 'DE', C7: 'SA' })
  expect(await told('status')).toMatchObject({ C1: 'new', C2: 'working' })
})

test('one file imported twice at the same moment by two people makes each person once', async () => {
  ctx = await testContext(database)
  const other = await testContext(database, { workspaceId: ctx.workspaceId })
  const people = Array.from({ length: 2500 }, (_, n) => `Person ${n},p${n}@twice.example`)
  const content = `name,e-mail\n${people.join('\n')}\n`
  const done = await Promise.all(
    [ctx, other].map(asker => scratchImports(database, asker).into(content, { entity: 'lead' })),
  )
  const sum = (count: 'created' | 'updated' | 'skipped' | 'refused') =>
    done.reduce((all, { counts }) => all + counts[count], 0)
  expect(['created', 'updated', 'skipped', 'refused'].map(count => sum(count as 'created'))).toEqual([
    2500, 0, 2500, 0,
  ])
  expect(await leads()).toHaveLength(2500)
}, 60_000)
