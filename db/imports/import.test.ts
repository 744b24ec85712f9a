import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { Fault } from '../core/errors'
import { dealEntity } from '../deals/deals.entity'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { csvLine } from '../reading/csv.rules'
import { meansNothing } from '../reading/values.rules'
import { createRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { askImport } from './ask-import'
import type { ImportUpdate } from './import.model'
import { importBatch } from './import-batch'
import { planImport, readImport } from './import-plan'
import { readImportOf } from './imports.queries'
import { runImport } from './run-import'
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

const live = (table: string, workspaceId = ctx.workspaceId) =>
  database.owner.unsafe(
    `select * from ${table} where workspace_id = '${workspaceId}' and deleted_at is null order by name`,
  )
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    error => error,
  )
  if (!(error instanceof Fault)) throw error ?? new Error('It was allowed.')
  return error
}
/** Rows and events without what differs from one run to the next. */
async function traceOf(workspaceId: string, entity: Entity) {
  const rows =
    await database.owner.unsafe(`select to_jsonb(t) - array['id', 'workspace_id', 'created_at', 'updated_at', 'created_by', 'closed_at', 'stage_entered_at',
    'position', 'pipeline_id', 'stage_id', 'owner_id', 'occurred_at'] as row from ${entity.name} t where workspace_id = '${workspaceId}' order by name, external_id`)
  const events =
    await database.owner.unsafe(`select kind, payload, before, after - array['closedAt', 'stageEnteredAt', 'position', 'pipelineId', 'stageId', 'ownerId'] as after,
    after ? 'closedAt' as closed, after ? 'stageEnteredAt' as staged from event where workspace_id = '${workspaceId}' and subject_type = '${entity.name}' order by after ->> 'name', after ->> 'externalId', seq`)
  return { rows: [...rows], events: [...events] }
}

test('an import of leads makes the rows and the events that as many creates would have made', async () => {
  // What means nothing in a file, such as “nA”, is left empty by an import and kept by a hand.
  const word = fc
    .stringMatching(/^[A-Za-zÀ-ÿ'][A-Za-zÀ-ÿ' ]{0,12}[A-Za-z]$/)
    .filter(text => !meansNothing(text))
  const lead = fc.record(
    {
      name: word,
      city: word,
      status: fc.constantFrom('new', 'working', 'qualified', 'disqualified', 'nurture'),
      employees: fc.nat(100_000),
      emailConsent: fc.boolean(),
      value: fc.nat(1e9).map(minor => ({ minor, currency: 'EUR' })),
      receivedOn: fc.constantFrom('2025-01-31', '2026-02-28'),
      phone: fc.constantFrom('+49 30 1234567', '+48 601 222 333'),
    },
    { requiredKeys: ['name'] },
  )
  const keys = [
    'name',
    'city',
    'status',
    'employees',
    'emailConsent',
    'value',
    'receivedOn',
    'phone',
    'externalId',
  ] as const
  await fc.assert(
    fc.asyncProperty(fc.array(lead, { minLength: 1, maxLength: 12 }), async leads => {
      const given = leads.map((one, i) => ({ ...one, externalId: `x${i}` })) as Record<string, unknown>[]
      const byHand = {
        ...(await testContext(database)),
        actor: { type: 'workflow' as const, id: null, name: 'x' },
      }
      for (const one of given) await createRecord(byHand, leadEntity, one)
      const other = await testContext(database)
      const file = [
        keys as readonly string[],
        ...given.map(one =>
          keys.map(key =>
            key === 'value' && one.value
              ? `${((one.value as { minor: number }).minor / 100).toFixed(2)} EUR`
              : ((one[key] ?? '') as string | boolean),
          ),
        ),
      ]
      const done = await scratchImports(database, other).into(file.map(row => csvLine(row)).join(''), {
        settings: { matchBy: ['externalId'] },
      })
      expect(done.counts).toMatchObject({ created: given.length, refused: 0 })
      expect(await traceOf(other.workspaceId, leadEntity)).toEqual(
        await traceOf(byHand.workspaceId, leadEntity),
      )
    }),
    { numRuns: 8 },
  )
})

test('an import of deals moves stages, writes history and makes customers just as creates and updates by hand', async () => {
  const build = async () => {
    const own = await testContext(database)
    const pipeline = await createRecord(own, pipelineEntity, { name: 'Sales', isDefault: true })
    for (const [name, kind] of [
      ['Open', 'open'],
      ['Won', 'won'],
      ['Lost', 'lost'],
    ])
      await createRecord(own, stageEntity, { name, kind, pipelineId: pipeline.id })
    const [customer] = [
      await createRecord(own, (await import('../customers/customers.entity')).customerEntity, {
        name: 'Acme',
      }),
    ]
    const stages = Object.fromEntries(
      (await live('stage', own.workspaceId)).map(stage => [stage.name, stage.id]),
    )
    return { own, stages, customer }
  }
  const hand = await build()
  const asWorkflow: Context = {
    ...hand.own,
    actor: { type: 'workflow', id: null, name: 'x' },
    cause: { type: 'import', id: crypto.randomUUID() },
  }
  for (const [name, stage, openedOn, closedOn, id] of [
    ['A', 'Open', '2026-01-02', null, '1'],
    ['B', 'Won', '2026-01-02', '2026-02-03', '2'],
    ['C', 'Lost', '2026-01-02', '2026-02-04', '3'],
  ] as const)
    await createRecord(asWorkflow, dealEntity, {
      name,
      stageId: hand.stages[stage],
      openedOn,
      closedOn,
      externalId: id,
      customerId: hand.customer!.id,
    })
  const [first] = await live('deal', hand.own.workspaceId)
  await updateRecord(asWorkflow, dealEntity, first!.id, { stageId: hand.stages.Won, closedOn: '2026-03-01' })
  const file = await build()
  const scratch = scratchImports(database, file.own)
  const done = await scratch.into(
    'name,account,stage,opened,closed,deal id\nA,Acme,Open,2026-01-02,,1\nB,Acme,Won,2026-01-02,2026-02-03,2\nC,Acme,Lost,2026-01-02,2026-02-04,3\nA,Acme,Won,2026-01-02,2026-03-01,1\n',
    {},
    'deals.csv',
  )
  expect(done).toMatchObject({ entity: 'deal', counts: { created: 3, updated: 1 } })
  // Both moves of the file are of one moment, so that the second leaves `stageEnteredAt` as it is.
  const strip = (trace: Awaited<ReturnType<typeof traceOf>>) =>
    JSON.parse(JSON.stringify(trace), (key, value) =>
      ['stageEnteredAt', 'staged', 'position'].includes(key)
        ? undefined
        : ['customer_id', 'customerId', 'stageId'].includes(key)
          ? typeof value
          : value,
    )
  expect(strip(await traceOf(file.own.workspaceId, dealEntity))).toEqual(
    strip(await traceOf(hand.own.workspaceId, dealEntity)),
  )
  const stays = (workspaceId: string) =>
    database.owner`select d.name as deal, s.name as stage, h.left_at is null as open from deal_stage_history h join deal d on d.id = h.deal_id join stage s on s.id = h.stage_id
      where h.workspace_id = ${workspaceId} order by 1, 2`
  expect([...(await stays(file.own.workspaceId))]).toEqual([...(await stays(hand.own.workspaceId))])
  const customers = (workspaceId: string) =>
    database.owner`select name, status, customer_since::text, version from customer where workspace_id = ${workspaceId}`
  expect([...(await customers(file.own.workspaceId))]).toEqual([...(await customers(hand.own.workspaceId))])
})

test('create-only leaves what is there, update-only makes nothing, an empty cell keeps or clears as asked', async () => {
  await createRecord(ctx, leadEntity, {
    name: 'Ingrid Solheim',
    email: 'ingrid@oslo.example',
    city: 'Oslo',
    jobTitle: 'Buyer',
  })
  const file =
    'name,e-mail,city,title\nIngrid S.,ingrid@oslo.example,,Chief Buyer\nNobody New,nobody@new.example,Rome,\n'
  const ingrid = async () => (await live('lead')).find(one => one.email === 'ingrid@oslo.example')
  expect((await imports.into(file, { settings: { mode: 'create' } })).counts).toMatchObject({
    created: 1,
    updated: 0,
    skipped: 1,
  })
  expect(await ingrid()).toMatchObject({ name: 'Ingrid Solheim', version: 1 })
  expect(
    (await imports.into(file.replaceAll('nobody@', 'other@'), { settings: { mode: 'update' } })).counts,
  ).toMatchObject({ created: 0, updated: 1, skipped: 1 })
  expect(await ingrid()).toMatchObject({ name: 'Ingrid S.', city: 'Oslo', jobTitle: 'Chief Buyer' })
  await imports.into(file, { settings: { emptyCells: 'clear' } })
  expect(await ingrid()).toMatchObject({ city: null })
})

test('a check tells what the import then does, writes nothing, and counts doubles within the file', async () => {
  await createRecord(ctx, leadEntity, { name: 'Known', email: 'known@check.example' })
  const file = `name,e-mail\nKnown,known@check.example\nFresh,fresh@check.example\nFresh,fresh@check.example\nFresh too,FRESH@check.example\nBad,bad@@check.example\n${Array.from({ length: 1500 }, (_, i) => `Row ${i},r${i}@check.example`).join('\n')}\nRow 3,r3@check.example\n`
  const draft = await imports.draft(file)
  const before = (await live('lead')).length
  const checked = await imports.check(draft.id)
  expect(checked).toMatchObject({
    state: 'draft',
    preview: {
      finished: true,
      created: 1501,
      refused: 1,
      faults: [{ row: 6, column: 'e-mail', code: 'not_an_email' }],
    },
  })
  expect((await live('lead')).length).toBe(before)
  const { read, created, updated, skipped, refused } = checked.preview!
  expect((await imports.run(draft.id)).counts).toEqual({ read, created, updated, skipped, refused })
})

test('events tell their cause, and are silent unless automations were asked for', async () => {
  const quiet = await imports.into('name\nQuiet One\n')
  const loud = await imports.into('name\nLoud One\n', { settings: { automations: 'run' } })
  const events =
    await database.owner`select cause_id, silent, cause_type from event where kind = 'lead.created' and cause_id = any(${[quiet.id, loud.id]}) order by seq`
  expect([...events]).toEqual([
    { causeId: quiet.id, silent: true, causeType: 'import' },
    { causeId: loud.id, silent: false, causeType: 'import' },
  ])
})

test('two workers that hold the same batch write it once', async () => {
  const draft = await imports.draft('name,e-mail\nOnce,once@batch.example\n')
  await askImport(ctx, draft.id, 'start')
  const own = await imports.importContext(draft.id)
  await runImport(own, draft.id, { maxMs: 0 }).catch(() => {})
  await database.owner`update import set state = 'running', byte_offset = 0, rows_read = 0, rows_created = 0 where id = ${draft.id}`
  await database.owner`delete from lead where email = 'once@batch.example'`
  const row = (await inWorkspace(own, tx => readImport(tx, draft.id)))!
  const plan = await inWorkspace(own, tx => planImport(tx, row))
  const batch = {
    records: [{ cells: ['Once', 'once@batch.example'], end: 40 }],
    firstRow: 2,
    from: 0,
    to: 40,
    last: true,
  }
  const outcomes = await Promise.all([importBatch(own, plan, batch), importBatch(own, plan, batch)])
  expect(outcomes.sort()).toEqual(['elsewhere', 'written'])
  expect((await live('lead')).filter(one => one.email === 'once@batch.example')).toHaveLength(1)
  expect((await readImportOf(ctx, draft.id)).counts).toMatchObject({ read: 1, created: 1 })
})

test('two imports of the same people at once make each of them once', async () => {
  const rows = Array.from({ length: 2500 }, (_, i) => `Person ${i},p${i}@both.example`)
  const file = (list: string[]) => `name,e-mail\n${list.join('\n')}\n`
  const [one, two] = await Promise.all([imports.into(file(rows)), imports.into(file([...rows].reverse()))])
  expect(one.counts.created + two.counts.created).toBe(2500)
  expect(one.counts.skipped + two.counts.skipped).toBe(2500)
})

test('an import pauses and resumes between batches, and a cancelled one stays ended', async () => {
  const rows = Array.from({ length: 3500 }, (_, i) => `Pause ${i},p${i}@pause.example`)
  const draft = await imports.draft(`name,e-mail\n${rows.join('\n')}\n`)
  await askImport(ctx, draft.id, 'start')
  const own = await imports.importContext(draft.id)
  let batchesDone = 0
  const stop = async () => {
    batchesDone += 1
    if (batchesDone === 1) await askImport(ctx, draft.id, 'pause')
  }
  const pausing: Promise<void>[] = []
  // The pause is asked for while the second batch may already run: it takes hold at the next one.
  const state = await runImport(own, draft.id, { maxMs: 600_000, onBatch: () => void pausing.push(stop()) })
  await Promise.all(pausing)
  expect(state).toBe('paused')
  const paused = await readImportOf(ctx, draft.id)
  expect([1000, 2000]).toContain(paused.counts.read)
  await askImport(ctx, draft.id, 'resume')
  expect(await runImport(own, draft.id, { maxMs: 0 })).toBe('running')
  await askImport(ctx, draft.id, 'cancel')
  expect(await runImport(own, draft.id, { maxMs: 600_000 })).toBe('cancelled')
  expect((await refusal(askImport(ctx, draft.id, 'resume'))).code).toBe('conflict')
  expect((await live('lead')).filter(one => one.email?.endsWith('@pause.example'))).toHaveLength(
    paused.counts.read + 1000,
  )
})

test('each refused change of a draft points to its place, and a started import is not changed', async () => {
  const draft = await imports.draft('name,e-mail\nA,a@draft.example\n')
  const change = (mapping: unknown) =>
    imports.draft('name,e-mail\nA,a@draft.example\n', { mapping } as ImportUpdate)
  const column = { ...draft.mapping[1]!, field: 'colour' }
  expect((await refusal(change([column]))).details.problems).toMatchObject([
    { pointer: '/mapping/0/field', code: 'unknown_field' },
  ])
  expect((await refusal(change([{ ...column, column: 9 }]))).details.problems).toMatchObject([
    { pointer: '/mapping/0/column', code: 'unknown_column' },
  ])
  const nameless = await change([{ ...draft.mapping[0]!, field: null }])
  expect(nameless.problems).toMatchObject([{ code: 'required', params: { field: 'name' } }])
  const { changeImport } = await import('./change-import')
  const done = await imports.run(draft.id)
  expect((await refusal(changeImport(ctx, done.id, { name: 'x' }))).details.rule).toBe('import.started')
})

test('customers find their parent in the same file, and none becomes part of itself', async () => {
  const done = await imports.into(
    'account,subsidiary of\nChild,Parent\nParent,\nLoop A,Loop B\nLoop B,Loop A\nSelf,Self\n',
    {},
    'accounts.csv',
  )
  expect(done).toMatchObject({ entity: 'customer', counts: { created: 3, refused: 2 } })
  const customers = await live('customer')
  const named = (name: string) => customers.filter(one => one.name === name)
  expect(named('Parent')).toHaveLength(1)
  expect(named('Child')[0]!.parentId).toBe(named('Parent')[0]!.id)
  const again = await imports.into('account,subsidiary of\nParent,Child\n', {}, 'accounts.csv')
  expect(again.counts).toMatchObject({ updated: 0, refused: 1 })
})

test('an owner whom nobody knows is added by an admin’s import, and left empty with a warning by a manager’s', async () => {
  const file = 'name,owner\nOwned,Zoë Nobody\n'
  const manager = await testContext(database, { workspaceId: ctx.workspaceId, role: 'manager' })
  const left = await scratchImports(database, manager).into(file)
  expect(left.counts).toMatchObject({ created: 1, refused: 0 })
  const { listFaults } = await import('./imports.queries')
  expect((await listFaults(ctx, left.id, { limit: 9 })).results).toMatchObject([
    { column: 'owner', value: 'Zoë Nobody', code: 'reference_left_empty' },
  ])
  await imports.into(file)
  const [owned] =
    await database.owner`select m.name, m.user_id, m.role from lead l join member m on m.id = l.owner_id where l.name = 'Owned'`
  expect(owned).toEqual({ name: 'Zoë Nobody', userId: null, role: 'rep' })
})

test('an import belongs to its workspace, and needs the right to it', async () => {
  const draft = await imports.draft('name\nMine\n')
  const stranger = await testContext(database)
  expect((await refusal(readImportOf(stranger, draft.id))).code).toBe('not_found')
  expect((await refusal(askImport(stranger, draft.id, 'start'))).code).toBe('not_found')
  const rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  expect((await refusal(askImport(rep, draft.id, 'start'))).code).toBe('forbidden')
})

test('all that one import creates came at one moment, whatever its batches: the rows of a file have no order in time', async () => {
  const own = await testContext(database)
  const rows = Array.from({ length: 2500 }, (_, n) => `Lead ${n},${n % 3 ? 'converted' : 'new'}`)
  await scratchImports(database, own).into(`name,status\n${rows.join('\n')}\n`, { entity: 'lead' })
  const [moments] = await database.owner`
    select count(*)::int as leads, count(distinct created_at)::int as created, count(distinct closed_at)::int as closed from lead where workspace_id = ${own.workspaceId}`
  expect(moments).toEqual({ leads: 2500, created: 1, closed: 1 })
})

test('a deal that a file says nothing of the day of opens and closes on the workspace’s own day', async () => {
  // 25 hours apart: whatever the time is, one of the two has another day than UTC.
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
    const own = await testContext(database)
    await database.owner`update workspace set time_zone = ${zone} where id = ${own.workspaceId}`
    const scratch = scratchImports(database, own)
    const sales = 'name,stage,deal id\nSold,Won,D-1\nOffered,Prospecting,D-2\n'
    const done = await scratch.into(sales, { entity: 'deal' })
    await scratch.into('name,stage,deal id\nOffered,Lost,D-2\n', { entity: 'deal' })
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(done.startedAt!))
    const days = await database.owner`
      select opened_on::text as opened, closed_on::text as closed from deal where workspace_id = ${own.workspaceId}`
    expect([...days]).toEqual([
      { opened: day, closed: day },
      { opened: day, closed: day },
    ])
  }
})
