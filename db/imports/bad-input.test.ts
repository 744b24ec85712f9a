import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { faultFile } from './fault-file'
import type { Import } from './import.model'
import { listFaults } from './imports.queries'
import { scratchImports } from './scratch-import'

let database: TestDatabase
let ctx: Context
let imports: ReturnType<typeof scratchImports>
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  imports = scratchImports(database, ctx)
})
afterAll(() => database.drop())

const lead = async (name: string) =>
  (
    await database.owner`select * from lead where workspace_id = ${ctx.workspaceId} and name = ${name} and deleted_at is null`
  )[0]
const faultsOf = async ({ id }: Import) =>
  (await listFaults(ctx, id, { limit: 100 })).results.map(({ row, column, code }) => [row, column, code])
const latin = (text: string) => Uint8Array.from([...text].map(letter => letter.charCodeAt(0)))
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    error => error,
  )
  if (!(error instanceof Fault)) throw error ?? new Error('It was allowed.')
  return error
}

test('Latin-1 with semicolons is read as it was meant', async () => {
  const done = await imports.into(latin('Nom;Ville\nJosé Núñez;Málaga\n'))
  expect(done).toMatchObject({
    state: 'done',
    counts: { created: 1, refused: 0 },
    format: { encoding: 'windows-1252', delimiter: ';' },
  })
  expect(await lead('José Núñez')).toMatchObject({ city: 'Málaga' })
})

test('a letter of Latin-1 far behind the beginning still decides the encoding', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `Person number ${i},x`).join('\n')
  const draft = await imports.draft(latin(`name,city\n${rows}\nZoë,Köln\n`))
  expect(draft.format.encoding).toBe('windows-1252')
})

test('a byte order mark, also before a quoted header, is no part of the first column', async () => {
  const done = await imports.into('\uFEFF"name","e-mail"\nMark One,m1@b.example\n')
  expect(done.columns.map(column => column.header)).toEqual(['name', 'e-mail'])
  expect(await lead('Mark One')).toMatchObject({ email: 'm1@b.example' })
})

test('UTF-16, as spreadsheets save it, is read', async () => {
  const text = '\uFEFFname\tcity\nليلى الحربي\tالرياض\n'
  const done = await imports.into(
    new Uint8Array(new Uint16Array([...text].map(letter => letter.charCodeAt(0))).buffer),
  )
  expect(done.format).toMatchObject({ encoding: 'utf-16le', delimiter: '\t' })
  expect(await lead('ليلى الحربي')).toMatchObject({ city: 'الرياض' })
})

test('an unclosed quote refuses its row, by number, and no other', async () => {
  const done = await imports.into('name,city\nQuote A,"Oslo\nQuote B,Rome\n')
  expect(done.counts).toMatchObject({ created: 1, refused: 1 })
  expect(await faultsOf(done)).toEqual([[2, null, 'quote_unclosed']])
  expect(await lead('Quote B')).toBeDefined()
})

test('400 columns become at most 120 new fields, the rest waits to be asked for', async () => {
  const headers = ['name', ...Array.from({ length: 399 }, (_, i) => `metric ${i}`)]
  const draft = await imports.draft(
    `${headers.join(',')}\n${['Wide', ...Array.from({ length: 399 }, (_, i) => i)].join(',')}\n`,
  )
  expect(draft.mapping).toHaveLength(400)
  expect(draft.mapping.filter(column => column.create)).toHaveLength(120)
  expect(
    (await refusal(imports.draft(Array.from({ length: 1001 }, (_, i) => `c${i}`).join(',')))).details
      .problems?.[0],
  ).toMatchObject({ code: 'too_many_columns' })
})

test('a formula is kept as the text it is, and comes out harmless', async () => {
  const done = await imports.into(
    'name,e-mail\n=HYPERLINK("http://evil"),not-an-address\n"=1+1",ok@formula.example\n',
  )
  expect(await lead('=1+1')).toBeDefined()
  let text = ''
  for await (const piece of faultFile(ctx, done.id)) text += piece
  expect(text.split('\r\n')[1]).toStartWith(
    `"'=HYPERLINK(""http://evil"")",not-an-address,2,e-mail,not_an_email`,
  )
})

test('of two columns with one header the second gets a name of its own, and a mapping of both to one field does not start', async () => {
  const draft = await imports.draft('name,e-mail,e-mail\nTwice,a@twice.example,b@twice.example\n')
  expect(draft.columns.map(column => column.header)).toEqual(['name', 'e-mail', 'e-mail (2)'])
  const changed = await imports.draft('name,e-mail,e-mail\nTwice,a@twice.example,b@twice.example\n', {
    mapping: [{ ...draft.mapping[2]!, field: 'email', create: null }],
  })
  expect(changed.problems).toMatchObject([{ pointer: '/mapping/2/field', code: 'field_twice' }])
  expect((await refusal(imports.run(changed.id))).code).toBe('invalid')
})

test('an empty file is refused; one with only a header comes to nothing', async () => {
  expect((await refusal(imports.upload(''))).details.problems?.[0]?.code).toBe('file_empty')
  expect((await imports.into('name,e-mail\n')).counts).toEqual({
    read: 0,
    created: 0,
    updated: 0,
    skipped: 0,
    refused: 0,
  })
  expect((await refusal(imports.draft('\n\n  \n'))).details.problems?.[0]?.code).toBe('file_empty')
})

test('three ways to write a day in one column are each read or told', async () => {
  const done = await imports.into(
    'name,created\nDay A,2026-11-18\nDay B,18/11/2026\nDay C,Nov 18 2026\nDay D,31/02/2026\n',
    {
      mapping: [
        {
          column: 1,
          field: 'receivedOn',
          create: null,
          readAs: { kind: 'date' },
          values: {},
          empty: [],
          emptyCells: null,
        },
      ],
    },
  )
  for (const name of ['Day A', 'Day B', 'Day C'])
    expect((await lead(name))!.receivedOn.toISOString()).toStartWith('2026-11-18')
  expect(await faultsOf(done)).toEqual([[5, 'created', 'not_a_day']])
})

test('two rows that are one person, one of them in capitals, are one lead', async () => {
  const done = await imports.into(
    'name,e-mail,city\nAmara,amara@lagos.example,\nAmara Okafor,AMARA@LAGOS.EXAMPLE,Lagos\nAmara Okafor,AMARA@LAGOS.EXAMPLE,Lagos\n',
  )
  expect(done.counts).toMatchObject({ created: 1, updated: 1, skipped: 1 })
  expect(await lead('Amara Okafor')).toMatchObject({ city: 'Lagos', version: 2 })
})

test('NUL bytes, cells of ten megabytes and rows of the wrong length are told by place', async () => {
  const huge = 'x'.repeat(10 * 1024 * 1024)
  const done = await imports.into(
    `name,city\nNul,O\u0000slo\nHuge,"${huge}"\nLong,a,b,c\nShort\nBlank after\n\n`,
  )
  expect(await faultsOf(done)).toEqual([
    [2, 'city', 'nul_character'],
    [3, 'city', 'cell_too_long'],
    [4, null, 'too_many_cells'],
  ])
  expect(await lead('Short')).toMatchObject({ city: null })
})

test('every kind of wrong value is told with its row, column and value', async () => {
  const field = (column: number, field: string, kind: string) => ({
    column,
    field,
    create: null,
    readAs: { kind: kind as 'text' },
    values: {},
    empty: [],
    emptyCells: null,
  })
  const done = await imports.into(
    'name,mail,staff,worth,land,ok\nWrong,tanaka@@osaka.jp,many,12k,Atlantis,perhaps\n',
    {
      mapping: [
        field(1, 'email', 'email'),
        field(2, 'employees', 'integer'),
        field(3, 'value', 'money'),
        field(4, 'country', 'country'),
        field(5, 'emailConsent', 'boolean'),
      ],
    },
  )
  expect((await faultsOf(done)).map(fault => fault[2])).toEqual([
    'not_an_email',
    'not_a_whole_number',
    'not_an_amount',
    'not_a_country',
    'not_yes_or_no',
  ])
  expect(done.counts).toMatchObject({ created: 0, refused: 1 })
})

test('lone halves of characters and other junk bytes never break an import', async () => {
  const junk = crypto.getRandomValues(new Uint8Array(60_000)).map(byte => (byte === 0 ? 65 : byte))
  const draft = await imports
    .draft(new Uint8Array([...new TextEncoder().encode('name,city,note\n'), ...junk]), {
      format: { encoding: 'utf-8', delimiter: ',', header: true },
    })
    .catch(error => error)
  if (draft instanceof Fault) return
  const done = await imports.into(
    new Uint8Array([...new TextEncoder().encode('name,city,note\n'), ...junk]),
    { format: { encoding: 'utf-8', delimiter: ',', header: true } },
  )
  expect(done.state).toBe('done')
  expect(done.counts.created + done.counts.updated + done.counts.skipped + done.counts.refused).toBe(
    done.counts.read,
  )
})
