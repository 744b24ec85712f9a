import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { write } from '../events/write'
import { defineField } from '../fields/define-field'
import { leadEntity } from '../leads/leads.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { updateRecord } from '../records/update-record'
import { writeBatch } from '../records/write-batch'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { askBulk } from './ask-bulk'
import { listBulks } from './bulks.queries'
import { scratchBulk } from './scratch-bulk'

let database: TestDatabase
let ctx: Context
let bulk: ReturnType<typeof scratchBulk>
let colleague: string
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  bulk = scratchBulk(database, ctx)
  const { access } = await testContext(database, { workspaceId: ctx.workspaceId, name: 'Kenji Watanabe' })
  colleague = access.memberId!
  await defineField(ctx, { entity: 'lead', key: 'fleet', label: 'Fleet', kind: 'integer' })
})
afterAll(() => database.drop())

/** So many records of a kind, by the values of each. */
const make = (entity: Entity, n: number, values: (at: number) => Record<string, unknown>) =>
  write(ctx, to =>
    writeBatch(
      ctx,
      to,
      entity,
      Array.from({ length: n }, (_, at) => ({ before: null, values: values(at) as Partial<AnyRecord> })),
    ),
  ) as Promise<AnyRecord[]>

const states = ['new', 'working', 'qualified', 'nurture']
const idsOf = (records: readonly AnyRecord[]) => records.map(({ id }) => id)
const of = (all: Record<string, AnyRecord>, records: readonly AnyRecord[]) =>
  idsOf(records).map(id => all[id]!)

test('all that match are changed and taken back, however few of them a page has loaded, also where they then match no longer', async () => {
  const leads = await make(leadEntity, 620, at => ({
    name: `Many ${at}`,
    status: states[at % 4],
    ownerId: at % 2 ? colleague : null,
    city: 'Riga',
    custom: at % 3 ? { fleet: at } : {},
  }))
  const before = await bulk.all(leadEntity)
  const done = await bulk.ask({
    entity: 'lead',
    verb: 'update',
    values: { city: 'Oslo', status: 'disqualified', ownerId: ctx.access.memberId, custom: { fleet: 7 } },
    matching: { filter: 'city:eq:Riga', q: 'many' },
  })
  expect(done).toMatchObject({
    state: 'done',
    total: 620,
    counts: { changed: 620, same: 0, refused: 0 },
    createdBy: ctx.access.memberId,
  })
  const after = of(await bulk.all(leadEntity), leads)
  expect(after.filter(({ city, status }) => city === 'Oslo' && status === 'disqualified')).toHaveLength(620)
  expect(await bulk.undo(done.id)).toMatchObject({ state: 'undone', undo: { undone: 620, kept: 0 } })
  expect(await bulk.all(leadEntity)).toEqual(before)
  const told = await database.owner`
    select distinct kind, cause_type from event where cause_id = ${done.id} and subject_type = 'lead' order by 2`
  expect(told.map(row => [row.kind, row.causeType])).toEqual([
    ['lead.updated', 'bulk'],
    ['lead.updated', 'undo'],
  ])
  await expect(listBulks(ctx, { limit: 1 })).resolves.toMatchObject({ results: [{ id: done.id }] })
})

test('a few are changed with the answer; who may not go there is named with the rule, and all others go back to the state each had', async () => {
  const leads = await make(leadEntity, 5, at => ({
    name: `State ${at}`,
    status: [...states, 'new'][at],
    note: 'n',
  }))
  const disqualified = leads[3]!
  await updateRecord(ctx, leadEntity, disqualified.id, { status: 'disqualified', statusReason: 'Too small' })
  const before = await bulk.all(leadEntity)
  // Without a worker: done when it is answered.
  const done = await askBulk(ctx, {
    entity: 'lead',
    verb: 'update',
    values: { status: 'qualified' },
    ids: idsOf(leads),
  })
  expect(done).toMatchObject({ state: 'done', total: 5, counts: { changed: 3, same: 1, refused: 1 } })
  expect(await bulk.faults(done.id)).toMatchObject([
    {
      phase: 'act',
      subjectId: disqualified.id,
      name: 'State 3',
      rule: 'lead.transition',
      params: { from: 'disqualified', to: 'qualified' },
    },
  ])
  expect(await bulk.undo(done.id)).toMatchObject({ state: 'undone', undo: { undone: 3, kept: 0 } })
  expect(await bulk.all(leadEntity)).toEqual(before)
})

test('a whole list is archived and comes back; what was made of a key since stays, and is named', async () => {
  const leads = await make(leadEntity, 300, at => ({ name: `Bin ${at}`, email: `bin${at}@bulk.example` }))
  const before = await bulk.all(leadEntity)
  const done = await bulk.ask({ entity: 'lead', verb: 'archive', matching: { q: 'bin' } })
  expect(done).toMatchObject({ state: 'done', total: 300, counts: { changed: 300, same: 0, refused: 0 } })
  const quicker = await createRecord(ctx, leadEntity, { name: 'Quicker', email: 'BIN7@bulk.example' })
  expect(await bulk.undo(done.id)).toMatchObject({ state: 'undone', undo: { undone: 299, kept: 1 } })
  expect(await bulk.faults(done.id)).toMatchObject([
    { phase: 'undo', subjectId: leads[7]!.id, name: 'Bin 7', code: 'duplicate' },
  ])
  const back = await bulk.all(leadEntity)
  delete before[leads[7]!.id]
  expect(back).toMatchObject(before)
  // By hand it is the same: the bin gives back what it can, and names what it cannot.
  const restored = await bulk.ask({ entity: 'lead', verb: 'restore', matching: { q: 'bin' } })
  expect(restored).toMatchObject({ total: 1, counts: { changed: 0, refused: 1 } })
  expect(await bulk.faults(restored.id)).toMatchObject([
    { name: 'Bin 7', code: 'duplicate', pointer: '/email' },
  ])
  await archiveRecord(ctx, leadEntity, quicker.id)
  const again = await bulk.ask({ entity: 'lead', verb: 'restore', ids: [leads[7]!.id, leads[8]!.id] })
  expect(again).toMatchObject({ counts: { changed: 1, same: 1, refused: 0 } })
  expect(await bulk.undo(again.id)).toMatchObject({ undo: { undone: 1, kept: 0 } })
})

test('of two that would have the same key, the first gets it', async () => {
  const leads = await make(leadEntity, 3, at => ({ name: `Key ${at}` }))
  const done = await bulk.ask({
    entity: 'lead',
    verb: 'update',
    values: { email: 'one@key.example' },
    ids: idsOf(leads),
  })
  expect(done.counts).toEqual({ changed: 1, same: 0, refused: 2 })
  expect((await bulk.faults(done.id)).map(({ code, name }) => [code, name])).toEqual([
    ['duplicate', 'Key 1'],
    ['duplicate', 'Key 2'],
  ])
})

test('what somebody has changed since stays and is named; what was changed of it and taken back is no change', async () => {
  const customers = await make(customerEntity, 210, at => ({ name: `Since ${at}`, city: 'Kyiv' }))
  const before = await bulk.all(customerEntity)
  const first = await bulk.ask({
    entity: 'customer',
    verb: 'update',
    values: { city: 'Lviv' },
    matching: { filter: 'city:eq:Kyiv' },
  })
  const second = await bulk.ask({
    entity: 'customer',
    verb: 'update',
    values: { city: 'Odesa' },
    matching: { filter: 'city:eq:Lviv' },
  })
  const touched = customers[5]!
  await updateRecord(ctx, customerEntity, touched.id, { city: 'Dnipro' })
  expect(await bulk.undo(second.id)).toMatchObject({ undo: { undone: 209, kept: 1 } })
  expect(await bulk.faults(second.id)).toMatchObject([
    { phase: 'undo', code: 'changed_since', subjectType: 'customer', name: 'Since 5' },
  ])
  expect(await bulk.undo(first.id)).toMatchObject({ undo: { undone: 209, kept: 1 } })
  const now = await bulk.all(customerEntity)
  expect(now[touched.id]!.city).toBe('Dnipro')
  delete now[touched.id]
  delete before[touched.id]
  expect(now).toEqual(before)
})

test('what no record could take is refused before anything is done', async () => {
  const problem = (pointer: string, code: string) => ({ details: { problems: [{ pointer, code }] } })
  const ids = [ctx.workspaceId]
  const ask = (more: object) => askBulk(ctx, { entity: 'lead', verb: 'update', ids, ...more })
  const refused: [object, object][] = [
    [{ values: {} }, problem('/values', 'required')],
    [{ values: { nonsense: 1 } }, problem('/values/nonsense', 'unknown_field')],
    [{ values: { ownerId: ctx.workspaceId } }, problem('/values/ownerId', 'reference_missing')],
    [{ values: { custom: { nothing: 1 } } }, problem('/values/custom/nothing', 'unknown_field')],
    [{ values: { city: 'Riga' }, matching: {} }, problem('/ids', 'required')],
    [{ values: { city: 'Riga' }, ids: undefined }, problem('/ids', 'required')],
    [
      { values: { city: 'Riga' }, ids: undefined, matching: { filter: 'nonsense:eq:1' } },
      problem('/matching/filter', 'unknown_field'),
    ],
    [{ verb: 'archive', values: { city: 'Riga' } }, problem('/values', 'unknown_field')],
  ]
  const before = await listBulks(ctx, { limit: 200 })
  for (const [more, expected] of refused) await expect(ask(more)).rejects.toMatchObject(expected)
  expect(await listBulks(ctx, { limit: 200 })).toEqual(before)
  const nobody = await bulk.ask({ entity: 'lead', verb: 'archive', ids })
  expect(nobody).toMatchObject({ total: 1, counts: { changed: 0, same: 0, refused: 1 } })
  expect(await bulk.faults(nobody.id)).toMatchObject([{ code: 'not_found', name: null }])
})
