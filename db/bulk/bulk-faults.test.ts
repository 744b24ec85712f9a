import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { write } from '../events/write'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { writeBatch } from '../records/write-batch'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { askBulk } from './ask-bulk'
import { readBulk } from './bulks.queries'
import { failBulk, runBulk } from './run-bulk'
import { scratchBulk } from './scratch-bulk'
import { steerBulk } from './steer-bulk'
import { undoBulk } from './undo-bulk'

let database: TestDatabase
let ctx: Context
let bulk: ReturnType<typeof scratchBulk>
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  bulk = scratchBulk(database, ctx)
})
afterAll(() => database.drop())

const make = (n: number, values: (at: number) => Partial<AnyRecord>, of = ctx) =>
  write(of, to =>
    writeBatch(
      of,
      to,
      leadEntity,
      Array.from({ length: n }, (_, at) => ({ before: null, values: values(at) })),
    ),
  ) as unknown as Promise<AnyRecord[]>
const toCity = (from: string, city: string) => ({
  entity: 'lead',
  verb: 'update',
  values: { city },
  matching: { filter: `city:eq:${from}` },
})
const inCity = async (city: string) =>
  (await database.owner`select 1 from lead where city = ${city} and deleted_at is null`).length
class Killed extends Error {}

test('a worker that dies after any slice, and two that do the same work, change each record once; as does the undo', async () => {
  await make(1300, at => ({ name: `Slice ${at}`, city: 'Aaa' }))
  const before = await bulk.all(leadEntity)
  const { id, state } = await askBulk(ctx, toCity('Aaa', 'Bbb'))
  expect(state).toBe('queued')
  const dies = {
    onSlice: () => {
      throw new Killed()
    },
  }
  await expect(runBulk(id, bulk.work(id, dies))).rejects.toBeInstanceOf(Killed)
  expect(await readBulk(ctx, id)).toMatchObject({ state: 'running', counts: { changed: 500 } })
  expect(await inCity('Bbb')).toBe(500)
  await Promise.all([runBulk(id, bulk.work(id)), runBulk(id, bulk.work(id))])
  expect(await readBulk(ctx, id)).toMatchObject({
    state: 'done',
    counts: { changed: 1300, same: 0, refused: 0 },
  })
  const events = async (cause: string) =>
    (
      await database.owner`select 1 from event where cause_id = ${id} and cause_type = ${cause} and kind = 'lead.updated'`
    ).length
  expect(await events('bulk')).toBe(1300)
  await steerBulk(ctx, id, 'undo')
  await expect(undoBulk(id, bulk.work(id, dies))).rejects.toBeInstanceOf(Killed)
  await Promise.all([undoBulk(id, bulk.work(id)), undoBulk(id, bulk.work(id))])
  expect(await readBulk(ctx, id)).toMatchObject({ state: 'undone', undo: { undone: 1300, kept: 0 } })
  expect(await events('undo')).toBe(1300)
  expect(await bulk.all(leadEntity)).toEqual(before)
  expect(await database.owner`select 1 from bulk_due where bulk_id = ${id}`).toHaveLength(0)
}, 60_000)

test('what a bulk change took is what matched when it was asked for: what comes later is not among it, what went is named', async () => {
  const leads = await make(250, at => ({ name: `Then ${at}`, city: 'Ccc' }))
  const { id } = await askBulk(ctx, toCity('Ccc', 'Ddd'))
  const later = await createRecord(ctx, leadEntity, { name: 'Later', city: 'Ccc' })
  await archiveRecord(ctx, leadEntity, leads[3]!.id)
  await updateRecord(ctx, leadEntity, leads[4]!.id, { city: 'Elsewhere' })
  await runBulk(id, bulk.work(id))
  expect(await readBulk(ctx, id)).toMatchObject({ total: 250, counts: { changed: 249, refused: 1 } })
  expect(await bulk.faults(id)).toMatchObject([
    { subjectId: leads[3]!.id, name: 'Then 3', code: 'not_found' },
  ])
  const all = await bulk.all(leadEntity)
  expect([all[later.id]!.city, all[leads[4]!.id]!.city]).toEqual(['Ccc', 'Ddd'])
  await bulk.undo(id)
  expect((await bulk.all(leadEntity))[leads[4]!.id]!.city).toBe('Elsewhere')
})

test('two bulk changes of the same records at once come to one of the two in each; an undo of either keeps and names where the other came later', async () => {
  await make(900, at => ({ name: `Both ${at}`, city: 'Eee' }))
  const before = await bulk.all(leadEntity)
  const one = await askBulk(ctx, toCity('Eee', 'Fff'))
  const other = await askBulk(ctx, toCity('Eee', 'Ggg'))
  await Promise.all([one, other].map(({ id }) => runBulk(id, bulk.work(id))))
  expect((await inCity('Fff')) + (await inCity('Ggg'))).toBe(900)
  for (const { id } of [one, other])
    expect(await readBulk(ctx, id)).toMatchObject({ state: 'done', counts: { changed: 900, refused: 0 } })
  // Whichever came second to a record is taken back first there: what the other has changed since is kept and named.
  for (const { id } of [other, one]) {
    const { undo } = await bulk.undo(id)
    expect(undo!.undone + undo!.kept).toBe(900)
    expect((await bulk.faults(id)).every(({ code }) => code === 'changed_since')).toBe(true)
  }
  const kept = (await bulk.faults(other.id)).length
  expect(await inCity('Ggg')).toBe(kept)
  const now = await bulk.all(leadEntity)
  expect(Object.keys(now).filter(id => now[id]!.city !== before[id]!.city)).toHaveLength(kept)
}, 60_000)

test('one that is cancelled stops after its slice; what it did stays, and is taken back', async () => {
  await make(900, at => ({ name: `Stop ${at}`, city: 'Hhh' }))
  const { id } = await askBulk(ctx, toCity('Hhh', 'Iii'))
  await runBulk(id, bulk.work(id, { maxMs: -1 }))
  expect(await steerBulk(ctx, id, 'cancel')).toMatchObject({ state: 'cancelled', counts: { changed: 500 } })
  expect(await steerBulk(ctx, id, 'cancel')).toMatchObject({ state: 'cancelled' })
  expect(await runBulk(id, bulk.work(id))).toBe('cancelled')
  await expect(steerBulk(ctx, id, 'resume')).rejects.toMatchObject({ code: 'conflict' })
  expect(await inCity('Hhh')).toBe(400)
  expect(await bulk.undo(id)).toMatchObject({ state: 'undone', undo: { undone: 500, kept: 0 } })
  expect(await inCity('Hhh')).toBe(900)
})

test('whose rights are taken away in the middle gets no further; what was done stays, and another takes it back or goes on', async () => {
  const rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'manager' })
  await make(1200, at => ({ name: `Right ${at}`, city: 'Jjj', ownerId: rep.access.memberId }))
  const { id } = await askBulk(rep, toCity('Jjj', 'Kkk'))
  await runBulk(id, bulk.work(id, { maxMs: -1 }))
  await database.owner`update member set role = 'read_only' where id = ${rep.access.memberId}`
  const stopped = await runBulk(id, bulk.work(id)).catch(error => error)
  expect(stopped).toMatchObject({ code: 'forbidden', details: { rule: 'lead.update' } })
  await failBulk(ctx, id, { message: stopped.message, rule: stopped.details.rule })
  expect(await readBulk(ctx, id)).toMatchObject({
    state: 'failed',
    counts: { changed: 500 },
    failure: { rule: 'lead.update' },
  })
  expect(await inCity('Kkk')).toBe(500)
  await database.owner`update member set deleted_at = now() where id = ${rep.access.memberId}`
  await expect(runBulk(id, bulk.work(id))).rejects.toMatchObject({ details: { rule: 'asker.gone' } })
  // In the name of who goes on with it.
  await steerBulk(ctx, id, 'resume')
  await runBulk(id, bulk.work(id))
  expect(await readBulk(ctx, id)).toMatchObject({ state: 'done', failure: null, counts: { changed: 1200 } })
  expect(await bulk.undo(id)).toMatchObject({ undo: { undone: 1200, kept: 0 } })
  expect(await inCity('Jjj')).toBe(1200)
}, 60_000)

test('each record has its own right: others’ are named; what one gave away one takes back, and nobody else’s change is seen or undone', async () => {
  const teamId = crypto.randomUUID()
  const [rep, mate] = await Promise.all(
    [1, 2].map(() => testContext(database, { workspaceId: ctx.workspaceId, role: 'rep', teamId })),
  )
  const asked = { ...rep!, access: { ...rep!.access, teamMemberIds: [mate!.access.memberId!] } }
  const leads = await make(4, at => ({
    name: `Mine ${at}`,
    ownerId: (at < 3 ? rep! : mate!).access.memberId,
  }))
  const before = await bulk.all(leadEntity)
  const done = await bulk.ask(
    {
      entity: 'lead',
      verb: 'update',
      values: { ownerId: mate!.access.memberId },
      ids: leads.map(({ id }) => id),
    },
    asked,
  )
  expect(done.counts).toEqual({ changed: 3, same: 0, refused: 1 })
  expect(await bulk.faults(done.id, asked)).toMatchObject([{ name: 'Mine 3', rule: 'lead.update.own' }])
  await expect(readBulk(mate!, done.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(steerBulk(mate!, done.id, 'undo')).rejects.toMatchObject({ code: 'not_found' })
  expect(await bulk.undo(done.id, asked)).toMatchObject({ undo: { undone: 3, kept: 0 } })
  expect(await bulk.all(leadEntity)).toEqual(before)
  const reader = await testContext(database, { workspaceId: ctx.workspaceId, role: 'read_only' })
  await expect(askBulk(reader, toCity('Riga', 'Oslo'))).rejects.toMatchObject({
    details: { rule: 'lead.update' },
  })
})

test('a record whose way back a rule forbids stays, named with the rule', async () => {
  const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: 'Sales' })
  const [from, to] = await Promise.all(
    ['From', 'To'].map(name => createRecord(ctx, stageEntity, { name, kind: 'open', pipelineId })),
  )
  const deals = await Promise.all(
    [from!, to!].map(({ id: stageId }, at) => createRecord(ctx, dealEntity, { name: `Deal ${at}`, stageId })),
  )
  const done = await bulk.ask({
    entity: 'deal',
    verb: 'update',
    values: { stageId: to!.id, note: 'Called' },
    ids: deals.map(({ id }) => id),
  })
  expect(done.counts).toEqual({ changed: 2, same: 0, refused: 0 })
  await archiveRecord(ctx, stageEntity, from!.id)
  expect(await bulk.undo(done.id)).toMatchObject({ undo: { undone: 1, kept: 1 } })
  expect(await bulk.faults(done.id)).toMatchObject([
    { name: 'Deal 0', code: 'refused', rule: 'deal.stage_in_bin', params: { stage: 'From' } },
  ])
})

test('it can be undone for thirty days', async () => {
  const [lead] = await make(1, () => ({ name: 'Old', city: 'Lll' }))
  const done = await bulk.ask({ entity: 'lead', verb: 'archive', ids: [lead!.id] })
  const later = (days: number): Context => ({
    ...ctx,
    clock: () => new Date(Date.parse(done.finishedAt!) + days * 86_400_000),
  })
  await expect(steerBulk(later(31), done.id, 'undo')).rejects.toMatchObject({
    details: { rule: 'bulk.undo_expired' },
  })
  expect(await steerBulk(later(29), done.id, 'undo')).toMatchObject({ state: 'undone' })
})
