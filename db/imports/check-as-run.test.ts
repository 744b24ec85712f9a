import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Context } from '../core/context'
import type { Field } from '../core/field.model'
import { type ImportEntity, importEntities } from '../mapping/import-entities.model'
import { importTargets, matchFields } from '../mapping/import-targets.rules'
import type { ColumnMapping, ImportFault, ImportSettings } from '../mapping/mapping.model'
import { csvLine } from '../reading/csv.rules'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { askImport } from './ask-import'
import { checkImport } from './check-import'
import type { Import } from './import.model'
import { listFaults, readImportOf } from './imports.queries'
import { runImport } from './run-import'
import { scratchImports } from './scratch-import'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

type Settings = Partial<ImportSettings>

/** A file in a workspace, checked and then run, in batches of so many rows. */
async function checkAndRun(
  ctx: Context,
  entity: ImportEntity,
  rows: readonly (readonly string[])[],
  settings: Settings,
  batchRows = 1000,
) {
  const imports = scratchImports(database, ctx)
  const [header = []] = rows
  const drafted = await imports.draft(rows.map(row => csvLine(row)).join(''), { entity })
  // A column becomes the field that it is called by.
  const mapping = drafted.mapping.map(
    (column, at): ColumnMapping => ({ ...column, field: header[at]!, create: null }),
  )
  const draft = await imports.change(drafted.id, { mapping, settings })
  expect(draft.problems).toEqual([])
  await askImport(ctx, draft.id, 'check')
  await checkImport(await imports.importContext(draft.id), draft.id, { batchRows })
  const checked = await readImportOf(ctx, draft.id)
  await askImport(ctx, draft.id, 'start')
  await runImport(await imports.importContext(draft.id), draft.id, { maxMs: 600_000, batchRows })
  const run = await readImportOf(ctx, draft.id)
  const faults = (await listFaults(ctx, draft.id, { limit: 1000 })).results
  return { imports, checked, run, faults, headers: draft.columns.map(column => column.header) }
}

const counts = ({ preview }: Import) => {
  const { read, created, updated, skipped, refused } = preview!
  return { read, created, updated, skipped, refused }
}
/** Ids of what a check only pretends to make differ from those of the run. */
const told = (faults: readonly ImportFault[]) =>
  faults.map(
    ({ row, column, value, code, message, params: { parentId: _, parentTicketId: __, ...params } }) =>
      [row, column, value, code, message, params] as const,
  )

/** Cells that are one value in several writings, another value, and none. */
const cells: Record<string, readonly string[]> = {
  name: ['Bolt', 'bolt ', 'B-Olt', 'Nut', 'Screw'],
  email: ['a@x.example', ' A@X.example', 'b@x.example', 'c@@x', ''],
  phone: ['+49 30 1234567', '0049301234567', '+49 30 1234567 x12', '+49 30 7654321', ''],
  domain: ['x.example', 'https://www.X.example/about', 'y.example', ''],
  externalId: ['1', ' 1', '2', 'A', 'a', ''],
  code: ['B-1', 'b-1', 'B-2', ''],
  city: ['Oslo', 'Riga', ''],
  parentId: ['Bolt', 'Nut', 'x.example', 'Nobody', ''],
  parentTicketId: ['Bolt', 'Nut', 'Nobody', ''],
  customerId: ['Bolt', 'bolt', 'Acme', ''],
  productId: ['Bolt', 'B-1', 'Nut', ''],
  leadId: ['Layla', 'layla@x.example', ''],
  stageId: ['Talks', 'talks', 'Won', ''],
  ownerId: ['Maren Vogt', 'Amara', 'amara', ''],
  kind: ['call', 'note'],
  status: ['prospect', 'active', ''],
  team: ['Gulf', 'gulf', 'North', ''],
  amount: ['1', '2.50', 'x', ''],
}
const columnsOf: Record<ImportEntity, readonly string[]> = {
  customer: ['name', 'domain', 'externalId', 'parentId', 'city', 'ownerId'],
  contact: ['name', 'email', 'phone', 'externalId', 'customerId'],
  product: ['name', 'code', 'externalId'],
  lead: ['name', 'email', 'phone', 'externalId', 'city', 'ownerId'],
  deal: ['name', 'externalId', 'customerId', 'productId', 'stageId', 'amount'],
  ticket: ['name', 'externalId', 'customerId', 'parentTicketId', 'ownerId'],
  activity: ['name', 'kind', 'externalId', 'leadId', 'customerId'],
  member: ['name', 'email', 'team'],
}

const isNeeded = ({ traits }: Field) => traits.required && traits.default === undefined

/** A file of the kind: which columns it has, its rows, and what stands in the workspace already, from another file. */
function filesOf(entity: ImportEntity) {
  const targets = importTargets(entity)
  const needed = columnsOf[entity].filter(field => isNeeded(targets[field]!))
  const others = columnsOf[entity].filter(field => !needed.includes(field))
  const rows = (columns: readonly string[], maxLength: number) =>
    fc.array(fc.tuple(...columns.map(field => fc.constantFrom(...cells[field]!))), { maxLength })
  const missing = fc.constantFrom('create' as const, 'empty' as const, 'refuse' as const)
  const settings = fc.record({
    mode: fc.constantFrom('both' as const, 'create' as const, 'both' as const, 'update' as const),
    emptyCells: fc.constantFrom('keep' as const, 'clear' as const),
    matchBy: fc.shuffledSubarray([...matchFields(entity)]),
    missing: fc.record({ customer: missing, product: missing, member: missing, stage: missing }),
  })
  return fc
    .record({ columns: fc.subarray(others), settings, batchRows: fc.integer({ min: 1, max: 4 }) })
    .chain(({ columns, settings, batchRows }) => {
      const header = [...needed, ...columns]
      const matched = matchFields(entity).filter(field => header.includes(field))
      const matchBy = settings.mode === 'update' ? matched : settings.matchBy
      return fc.record({
        header: fc.constant(header),
        rows: rows(header, 9),
        there: rows(columnsOf[entity], 4),
        settings: fc.constant(
          matched.length || settings.mode !== 'update'
            ? { ...settings, matchBy }
            : { ...settings, mode: 'both' as const },
        ),
        batchRows: fc.constant(batchRows),
      })
    })
}

/** What is there, apart from when it was last touched and by what. */
const everything = async (ctx: Context, entity: ImportEntity) =>
  (
    await database.owner<{ row: Record<string, unknown> }[]>`
      select to_jsonb(t) - array['version', 'updated_at'] as row from ${database.owner(entity)} t
      where workspace_id = ${ctx.workspaceId} and deleted_at is null order by id`
  ).map(({ row }) => row)

interface Example {
  what: string
  entity: ImportEntity
  rows: string[][]
  settings?: Settings
  counts: Partial<Import['counts']>
  faults?: [row: number, column: string | null, code: ImportFault['code']][]
}

const phone = '+49 30 1234567'
const examples: Example[] = [
  {
    what: 'two products of one name, each with a code of its own',
    entity: 'product',
    rows: [
      ['name', 'code'],
      ['Bolt', 'B-1'],
      ['Bolt', 'B-2'],
      ['Bolt', 'B-1'],
    ],
    counts: { created: 2, updated: 0, skipped: 1 },
  },
  {
    what: 'three contacts of one switchboard, of whom one has no address',
    entity: 'contact',
    rows: [
      ['name', 'email', 'phone'],
      ['Ada', 'ada@x.example', phone],
      ['Bo', 'bo@x.example', phone],
      ['Cy', '', phone],
    ],
    counts: { created: 2, refused: 1 },
    faults: [[4, 'phone', 'ambiguous_match']],
  },
  {
    what: 'one company under two names, in two writings of its domain',
    entity: 'customer',
    rows: [
      ['name', 'domain'],
      ['Acme', 'acme.example'],
      ['Acme GmbH', 'https://www.ACME.example/contact'],
    ],
    counts: { created: 1, updated: 1 },
  },
  {
    what: 'a row that changes what an earlier one made, and one that takes the address that it let go',
    entity: 'lead',
    rows: [
      ['name', 'externalId', 'email'],
      ['Layla', '1', 'layla@x.example'],
      ['Layla', '1', 'l.haddad@x.example'],
      ['Tomasz', '2', 'LAYLA@x.example'],
    ],
    counts: { created: 2, updated: 1 },
  },
  {
    what: 'a row that comes twice',
    entity: 'deal',
    rows: [
      ['name', 'externalId', 'stageId'],
      ['Solar', 'd1', 'Talks'],
      ['Solar', 'd1', 'Talks'],
    ],
    settings: { missing: { customer: 'create', product: 'create', member: 'create', stage: 'create' } },
    counts: { created: 1, skipped: 1 },
  },
  {
    what: 'a key that no two records may share, by which rows are not recognised',
    entity: 'lead',
    rows: [
      ['name', 'phone', 'email'],
      ['Ada', phone, 'ada@x.example'],
      ['Bo', '+49 30 7654321', 'Ada@x.example'],
    ],
    settings: { matchBy: ['phone'] },
    counts: { created: 1, refused: 1 },
    faults: [[3, 'email', 'duplicate']],
  },
  {
    what: 'a parent among the companies of the file, and no circle of them',
    entity: 'customer',
    rows: [
      ['name', 'parentId', 'domain'],
      ['Holding', '', 'h.example'],
      ['Works', 'Holding', 'w.example'],
      ['Holding', 'Works', 'h.example'],
    ],
    settings: { missing: { customer: 'refuse', product: 'refuse', member: 'refuse', stage: 'refuse' } },
    counts: { created: 2, refused: 1 },
    faults: [[4, 'parentId', 'rule']],
  },
]

for (const { what, entity, rows, settings = {}, counts: expected, faults: wrong = [] } of examples)
  test(`a check tells what the run does: ${what}`, async () => {
    // Row by row in transactions of their own, and in one.
    for (const batchRows of [1, 1000]) {
      const ctx = await testContext(database)
      const { checked, run, faults } = await checkAndRun(ctx, entity, rows, settings, batchRows)
      expect(run.counts).toMatchObject(expected)
      expect(counts(checked)).toEqual(run.counts)
      expect(faults.map(({ row, column, code }) => [row, column, code] as const)).toEqual(wrong)
      expect(told(checked.preview!.faults)).toEqual(told(faults))
    }
  }, 60_000)

for (const entity of importEntities)
  test(`of each row of a file a check tells what the run does with it, and the undo leaves what was there: ${entity}`, async () => {
    await fc.assert(
      fc.asyncProperty(filesOf(entity), async ({ header, rows, there, settings, batchRows }) => {
        const ctx = await testContext(database)
        if (there.length)
          await checkAndRun(ctx, entity, [columnsOf[entity], ...there], {
            matchBy: [...matchFields(entity)],
            missing: { customer: 'create', product: 'create', member: 'create', stage: 'create' },
          })
        const before = await everything(ctx, entity)
        const { imports, checked, run, faults, headers } = await checkAndRun(
          ctx,
          entity,
          [header, ...rows],
          settings,
          batchRows,
        )
        expect(counts(checked)).toEqual(run.counts)
        expect(told(checked.preview!.faults)).toEqual(told(faults))
        // A fault is at a column that the file has, or says which field it misses.
        for (const { column, params } of faults)
          expect(column === null ? typeof params.field : headers.includes(column)).toBe(
            column === null ? 'string' : true,
          )
        const undone = await imports.undo(run.id)
        expect(undone.undo).toMatchObject({ kept: 0, conflicts: [] })
        expect(await everything(ctx, entity)).toEqual(before)
      }),
      { numRuns: 5, seed: 7 },
    )
  }, 120_000)
