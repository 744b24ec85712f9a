import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { write } from '../events/write'
import { defineField } from '../fields/define-field'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { undoChange } from './undo-change'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  await defineField(ctx, { entity: 'lead', key: 'fleet', label: 'Fleet', kind: 'integer' })
})
afterAll(() => database.drop())

const causing = (): Context => ({ ...ctx, cause: { type: 'import', id: uuidv7() } })
const undo = (done: Context) => {
  const undoing: Context = { ...ctx, cause: { type: 'undo', id: done.cause!.id } }
  return write(undoing, to => undoChange(undoing, to, done.cause!.id, null))
}
const read = async (entity: Entity, id: string): Promise<AnyRecord> =>
  JSON.parse((await readRecord(ctx, entity, id)).body)

test('what a cause made goes to the bin and what it changed goes back, once', async () => {
  const done = causing()
  const old = await createRecord(ctx, leadEntity, { name: 'Old', city: 'Riga', custom: { fleet: 1 } })
  const value = { minor: 5, currency: 'EUR' }
  await updateRecord(done, leadEntity, old.id, { city: 'Oslo', value, custom: { fleet: null } })
  await updateRecord(done, leadEntity, old.id, { city: 'Bergen', status: 'disqualified' })
  const made = await createRecord(done, leadEntity, { name: 'Made' })
  expect(await undo(done)).toMatchObject({ undone: 2, conflicts: [], finished: true })
  const back = await read(leadEntity, old.id)
  expect({ ...back, version: 0, updatedAt: '' }).toEqual({ ...old, version: 0, updatedAt: '' })
  expect((await read(leadEntity, made.id)).deletedAt).not.toBeNull()
  expect(await undo(done)).toMatchObject({ undone: 0 })
  expect((await read(leadEntity, old.id)).version).toBe(back.version)
}, 30_000)

test('what somebody changed since, and a key that somebody took since, stay as they are and are told', async () => {
  const done = causing()
  const lead = (name: string, email: string) => createRecord(ctx, leadEntity, { name, email })
  const changed = await lead('Changed', 'changed@undo.example')
  const taken = await lead('Taken', 'taken@undo.example')
  for (const { id } of [changed, taken])
    await updateRecord(done, leadEntity, id, { email: `${id}@new.example` })
  await updateRecord(ctx, leadEntity, changed.id, { city: 'Riga' })
  await lead('Quicker', 'TAKEN@undo.example')
  const { undone, conflicts } = await undo(done)
  expect(undone).toBe(0)
  expect(conflicts.map(({ name, reason }) => [name, reason]).sort()).toEqual([
    ['Changed', 'changed_since'],
    ['Taken', 'duplicate'],
  ])
}, 30_000)

test('two records that exchanged their keys get them back', async () => {
  const done = causing()
  const [one, two] = await Promise.all(
    ['one', 'two'].map(name => createRecord(ctx, leadEntity, { name, email: `${name}@swap.example` })),
  )
  await updateRecord(done, leadEntity, one!.id, { email: 'aside@swap.example' })
  await updateRecord(done, leadEntity, two!.id, { email: 'one@swap.example' })
  await updateRecord(done, leadEntity, one!.id, { email: 'two@swap.example' })
  const { undone, conflicts } = await undo(done)
  // Each has the key that the other wants: either both go back, or both stay and it is told.
  expect(undone + conflicts.length).toBe(2)
  const emails = await Promise.all([one!, two!].map(async ({ id }) => (await read(leadEntity, id)).email))
  expect(emails).toEqual(
    undone ? ['one@swap.example', 'two@swap.example'] : ['two@swap.example', 'one@swap.example'],
  )
}, 30_000)

test('a deal does not go back to a stage that has gone since', async () => {
  const done = causing()
  const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: 'Undone' })
  const [from, to] = await Promise.all(
    ['From', 'To'].map(name => createRecord(ctx, stageEntity, { name, kind: 'open', pipelineId })),
  )
  const [gone, kept] = await Promise.all(
    ['Gone', 'Kept'].map(name => createRecord(ctx, dealEntity, { name, stageId: from!.id })),
  )
  await updateRecord(done, dealEntity, gone!.id, { stageId: to!.id })
  await updateRecord(done, dealEntity, kept!.id, { note: 'A note' })
  await updateRecord(ctx, dealEntity, kept!.id, { stageId: to!.id })
  await archiveRecord(ctx, stageEntity, from!.id)
  const { undone, conflicts } = await undo(done)
  expect(undone).toBe(0)
  expect(conflicts.map(({ name, reason }) => [name, reason]).sort()).toEqual([
    ['Gone', 'gone'],
    ['Kept', 'changed_since'],
  ])
  expect((await read(dealEntity, gone!.id)).stageId).toBe(to!.id)
}, 30_000)
