import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { leadEntity } from '../leads/leads.entity'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { archiveRecord, restoreRecord } from './archive-record'
import { createRecord } from './create-record'
import { readRecord } from './read-record'
import { updateRecord } from './update-record'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const fault = async (work: Promise<unknown>): Promise<Fault> => {
  const error = await work.then(
    () => undefined,
    error => error,
  )
  if (!(error instanceof Fault)) throw error ?? new Error('It was allowed.')
  return error
}

test('a created lead is read back as it was written, with its event', async () => {
  const lead = await createRecord(ctx, leadEntity, {
    name: ' Layla Al-Harbi ',
    email: 'Layla@Najd.example',
    value: { minor: 48000000, currency: 'SAR' },
    phone: '+966 55 214 0917',
  })
  expect(lead).toMatchObject({
    name: 'Layla Al-Harbi',
    status: 'new',
    value: { minor: 48000000, currency: 'SAR' },
    version: 1,
    ownerId: ctx.access.memberId,
  })
  expect(JSON.parse((await readRecord(ctx, leadEntity, lead.id)).body)).toEqual(lead)
  const [event] =
    await database.owner`select kind, after, actor_name, workspace_id from event where subject_id = ${lead.id}`
  expect(event).toMatchObject({ kind: 'lead.created', actorName: 'Maren Vogt', workspaceId: ctx.workspaceId })
  expect(event!.after).toMatchObject({ name: 'Layla Al-Harbi', status: 'new' })
})

test('an e-mail that differs only in case is refused, and the record that has it is named', async () => {
  const first = await createRecord(ctx, leadEntity, { name: 'Kenji Watanabe', email: 'kenji@osaka.example' })
  const refusal = await fault(
    createRecord(ctx, leadEntity, { name: 'K. Watanabe', email: 'KENJI@Osaka.example' }),
  )
  expect(refusal.code).toBe('conflict')
  expect(refusal.details.params).toMatchObject({ candidates: [{ id: first.id, name: 'Kenji Watanabe' }] })
})

test('each wrong value is named by its place, and nothing is written', async () => {
  const refusal = await fault(createRecord(ctx, leadEntity, { email: 'a@@b', status: 'hot', colour: 'red' }))
  expect(refusal.details.problems?.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/name', 'required'],
    ['/email', 'rfc_email'],
    ['/status', 'not_an_option'],
    ['/colour', 'unknown_field'],
  ])
})

test('an update tells before and after, counts the version, and refuses a stale one', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Amara Okafor' })
  const updated = await updateRecord(ctx, leadEntity, lead.id, { status: 'working', name: 'Amara Okafor' }, 1)
  expect(updated).toMatchObject({ status: 'working', version: 2 })
  const [event] =
    await database.owner`select before, after from event where subject_id = ${lead.id} and kind = 'lead.updated'`
  expect(event).toEqual({ before: { status: 'new' }, after: { status: 'working' } })
  expect((await fault(updateRecord(ctx, leadEntity, lead.id, { name: 'X' }, 1))).code).toBe('stale')
})

test('of two updates at once with the same version one wins', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Ingrid Solheim' })
  const outcomes = await Promise.allSettled(
    ['A', 'B', 'C'].map(city => updateRecord(ctx, leadEntity, lead.id, { city }, 1)),
  )
  expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
})

test('the life cycle has no step from converted, and none to it by hand', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Sofía Herrera' })
  expect((await fault(updateRecord(ctx, leadEntity, lead.id, { status: 'converted' }))).details.rule).toBe(
    'lead.convert',
  )
})

test('the bin keeps a record and gives it back', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Priya', email: 'priya@deccan.example' })
  await archiveRecord(ctx, leadEntity, lead.id)
  expect((await fault(updateRecord(ctx, leadEntity, lead.id, { city: 'Pune' }))).code).toBe('not_found')
  const other = await createRecord(ctx, leadEntity, { name: 'Priya again', email: 'priya@deccan.example' })
  const refusal = await fault(restoreRecord(ctx, leadEntity, lead.id))
  expect(refusal.details.params).toMatchObject({ candidates: [{ id: other.id }] })
  await archiveRecord(ctx, leadEntity, other.id)
  expect((await restoreRecord(ctx, leadEntity, lead.id)).deletedAt).toBeNull()
})

test('a record of another workspace is not there', async () => {
  const stranger = await testContext(database)
  const lead = await createRecord(ctx, leadEntity, { name: 'Lukas Brandt' })
  expect((await fault(readRecord(stranger, leadEntity, lead.id))).code).toBe('not_found')
  expect((await fault(updateRecord(stranger, leadEntity, lead.id, { name: 'Mine' }))).code).toBe('not_found')
  expect(
    (await fault(createRecord(stranger, leadEntity, { name: 'x', ownerId: ctx.access.memberId }))).details
      .problems?.[0]?.code,
  ).toBe('reference_missing')
})

test('a rep changes own leads, reads those of the team and those of nobody, and sees no others', async () => {
  const team = crypto.randomUUID()
  const mate = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep', teamId: team })
  const rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep', teamId: team })
  const own = await createRecord(rep, leadEntity, { name: 'Own' })
  const mates = await createRecord(mate, leadEntity, { name: 'Mate’s' })
  const far = await createRecord(ctx, leadEntity, { name: 'Far' })
  expect((await updateRecord(rep, leadEntity, own.id, { city: 'Oslo' })).city).toBe('Oslo')
  expect(JSON.parse((await readRecord(rep, leadEntity, mates.id)).body).name).toBe('Mate’s')
  expect((await fault(updateRecord(rep, leadEntity, mates.id, { city: 'Oslo' }))).code).toBe('forbidden')
  expect((await fault(readRecord(rep, leadEntity, far.id))).code).toBe('not_found')
})
