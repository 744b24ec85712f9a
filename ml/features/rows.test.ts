import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { activityEntity } from '@sextant/db/activities/activities.entity'
import { activityEvents } from '@sextant/db/activities/activities.events'
import { handClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { inWorkspace } from '@sextant/db/core/database'
import type { AnyRecord } from '@sextant/db/core/record.model'
import { appendEvents } from '@sextant/db/events/append-events'
import { changeField } from '@sextant/db/fields/change-field'
import { defineField } from '@sextant/db/fields/define-field'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { webEvents } from '@sextant/db/leads/leads.events'
import { archiveRecord, restoreRecord } from '@sextant/db/records/archive-record'
import { createRecord } from '@sextant/db/records/create-record'
import { updateRecord } from '@sextant/db/records/update-record'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { fitEncoder, openEncoder } from '../app/encode'
import { findLeaks } from '../app/leaks'
import { hash32 } from '../app/random'
import type { TrainingRow } from '../app/spec.model'
import { leadConversion } from '../lead-conversion/spec'
import { featuresOf, specOf } from './outcome-model'
import { scoringPages, trainingRows } from './rows'

setDefaultTimeout(30_000)

const day = 86_400_000
let db: TestDatabase
let ctx: Context
let clock: ReturnType<typeof handClock>

beforeAll(async () => {
  db = await testDatabase()
  clock = handClock(new Date(Date.now() - 60 * day).toISOString())
  ctx = await testContext(db, { clock })
})
afterAll(() => db.drop())

const imported = (cause = 'import'): Context => ({
  ...ctx,
  cause: { type: cause as 'import', id: ctx.workspaceId },
})

async function rowsNow(): Promise<TrainingRow[]> {
  const rows: TrainingRow[] = []
  const features = await featuresOf(ctx, leadConversion)
  for await (const row of trainingRows(ctx, leadConversion, features)) rows.push(row)
  return rows
}
const rowOf = async (lead: AnyRecord) => (await rowsNow()).find(row => row.id === lead.id)

/** A lead that is not among those taken as new, so that its window counts. */
async function leadWith(values: Record<string, unknown>): Promise<AnyRecord> {
  for (;;) {
    const lead = await createRecord(imported(), leadEntity, { name: 'Greta Lindner', ...values })
    if (hash32(lead.id, 29) % 8 !== 0) return lead
    await db.owner`delete from lead where id = ${lead.id}`
  }
}
const visit = (lead: AnyRecord, at: number) =>
  inWorkspace(ctx, tx =>
    appendEvents(imported(), tx, [
      webEvents.visited(lead.id, { page: '/pricing' }, { occurredAt: new Date(at).toISOString() }),
    ]),
  )

test('a field edited after the moment does not change the training row, however often, and a later event does not count', async () => {
  await defineField(ctx, { entity: 'lead', key: 'plan', label: 'Plan', kind: 'text' })
  const lead = await leadWith({ industry: 'retail', employees: 40, custom: { plan: 'basic' } })
  const created = clock().getTime()
  await visit(lead, created + 2 * day)
  await visit(lead, created + 9 * day)
  clock.move(3 * day)
  await updateRecord(ctx, leadEntity, lead.id, { employees: 60, custom: { plan: 'pro' } })
  clock.move(10 * day)
  expect(await rowOf(lead)).toBeUndefined()
  await updateRecord(ctx, leadEntity, lead.id, { status: 'disqualified', statusReason: 'No budget' })
  const before = await rowOf(lead)
  expect(before).toMatchObject({
    at: created + 7 * day,
    label: 0,
    values: { industry: 'retail', employees: 60, 'custom.plan': 'pro', 'behaviour.pricing_visits': 1 },
  })
  clock.move(day)
  await updateRecord(ctx, leadEntity, lead.id, {
    industry: 'health',
    employees: 900,
    custom: { plan: 'lost' },
  })
  clock.move(day)
  await updateRecord(ctx, leadEntity, lead.id, {
    employees: null,
    city: 'Hull',
    receivedOn: '2020-02-02',
    custom: { plan: null },
  })
  expect(await rowOf(lead)).toEqual(before!)
})

test('a lead closed within its window is seen as it came, without what happened since', async () => {
  const lead = await leadWith({ industry: 'retail', country: 'DE' })
  const created = clock().getTime()
  await visit(lead, created + day / 2)
  clock.move(day)
  await updateRecord(ctx, leadEntity, lead.id, { status: 'disqualified', country: 'FR' })
  expect(await rowOf(lead)).toMatchObject({
    at: created,
    label: 0,
    values: { country: 'DE', 'behaviour.pricing_visits': null, 'behaviour.calls_out': null },
  })
})

test('imported history is seen at the day it says, with the fields it came with; what was not watched is not known, not zero', async () => {
  const lead = await leadWith({ status: 'converted', receivedOn: '2024-03-05', country: 'GB' })
  await updateRecord(ctx, leadEntity, lead.id, { country: 'FR' })
  clock.move(1000)
  await updateRecord(ctx, leadEntity, lead.id, { country: 'SA' })
  const row = await rowOf(lead)
  expect(row).toMatchObject({ label: 1, values: { country: 'FR', 'behaviour.meetings': null } })
  expect(new Date(row!.at).toISOString()).toStartWith('2024-03-05')
})

test('what was written down late was not known then', async () => {
  const lead = await leadWith({})
  const created = clock().getTime()
  clock.move(20 * day)
  const late = activityEvents.logged(
    { type: 'lead', id: lead.id },
    { activityId: lead.id, kind: 'meeting', name: 'Met' },
    { occurredAt: new Date(created + day).toISOString() },
  )
  await inWorkspace(ctx, tx => appendEvents(ctx, tx, [late]))
  await updateRecord(ctx, leadEntity, lead.id, { status: 'disqualified' })
  expect((await rowOf(lead))!.values['behaviour.meetings']).toBe(0)
})

test('neither the outcome nor anything known only afterwards is a feature, also of custom fields', async () => {
  const field = await defineField(ctx, {
    entity: 'lead',
    key: 'duration',
    label: 'Call length',
    kind: 'integer',
  })
  const lead = await leadWith({ status: 'converted', custom: { duration: 812 } })
  expect((await rowOf(lead))!.values['custom.duration']).toBe(812)
  await changeField(ctx, field.id, { afterwards: true })
  const row = await rowOf(lead)
  expect(row!.values['custom.duration']).toBeNull()
  const features = await featuresOf(ctx, leadConversion)
  const spec = specOf(leadConversion, features)
  const rows = await rowsNow()
  const { leaks } = findLeaks(spec.features, openEncoder(fitEncoder(spec.features, rows)), rows)
  expect(leaks).toContainEqual(expect.objectContaining({ key: 'custom.duration', kind: 'afterwards' }))
  const keys = spec.features.map(feature => feature.key)
  for (const outcome of [
    'status',
    'statusReason',
    'closedAt',
    'score',
    'name',
    'email',
    'note',
    'convertedDealId',
  ])
    expect(keys).not.toContain(outcome)
})

test('a lead in the bin is not learnt from, nor is anybody else’s', async () => {
  const lead = await leadWith({ status: 'converted' })
  expect(await rowOf(lead)).toBeDefined()
  await db.owner`update lead set deleted_at = now() where id = ${lead.id}`
  expect(await rowOf(lead)).toBeUndefined()
  const stranger = await testContext(db, { clock })
  const features = await featuresOf(stranger, leadConversion)
  for await (const row of trainingRows(stranger, leadConversion, features)) throw new Error(`saw ${row.id}`)
})

test('scoring sees the same window: a new lead’s zeros are not known yet, an old one’s window is over, edits count', async () => {
  const lead = await leadWith({ country: 'DE' })
  const seen = async () => {
    const features = await featuresOf(ctx, leadConversion)
    for await (const { rows } of scoringPages(ctx, leadConversion, features, { ids: [lead.id] }, () => null))
      return rows[0]!
    throw new Error('not seen')
  }
  const created = clock().getTime()
  expect((await seen()).values['behaviour.calls_out']).toBeNull()
  await visit(lead, created + day)
  clock.move(2 * day)
  expect((await seen()).values).toMatchObject({ 'behaviour.pricing_visits': 1, 'behaviour.calls_out': null })
  await visit(lead, created + 10 * day)
  clock.move(20 * day)
  await updateRecord(ctx, leadEntity, lead.id, { country: 'US' })
  expect(await seen()).toMatchObject({
    at: created + 7 * day,
    values: { country: 'US', 'behaviour.pricing_visits': 1, 'behaviour.calls_out': 0 },
  })
})

test('an activity that was archived, moved or put at another time counts as it stood at the moment', async () => {
  // The log notes its own time, so this workspace lives from now on.
  const clock = handClock(new Date().toISOString())
  const ctx = await testContext(db, { clock })
  const leadOf = async (): Promise<AnyRecord> => {
    for (;;) {
      const lead = await createRecord(ctx, leadEntity, { name: 'Greta Lindner' })
      if (hash32(lead.id, 29) % 8 !== 0) return lead
      await db.owner`delete from lead where id = ${lead.id}`
    }
  }
  const [lead, other] = [await leadOf(), await leadOf()]
  const log = (kind: string) =>
    createRecord(ctx, activityEntity, { kind, name: kind, direction: 'out', leadId: lead.id })
  const features = await featuresOf(ctx, leadConversion)
  const countsOf = async ({ id }: AnyRecord) => {
    for await (const { values, ...row } of trainingRows(ctx, leadConversion, features))
      if (row.id === id)
        return ['calls_out', 'emails_out', 'meetings', 'notes'].map(key => values[`behaviour.${key}`])
    return undefined
  }
  clock.move(day)
  const [call, mail, meeting, note] = [
    await log('call'),
    await log('email'),
    await log('meeting'),
    await log('note'),
  ]
  clock.move(day)
  // Within the window of seven days: one was never made, one was with somebody else, one came back.
  await archiveRecord(ctx, activityEntity, call.id)
  await updateRecord(ctx, activityEntity, mail.id, { leadId: other.id })
  await archiveRecord(ctx, activityEntity, note.id)
  await restoreRecord(ctx, activityEntity, note.id)
  clock.move(20 * day)
  for (const one of [lead, other]) await updateRecord(ctx, leadEntity, one.id, { status: 'disqualified' })
  expect(await countsOf(lead)).toEqual([0, 0, 1, 1])
  expect(await countsOf(other)).toEqual([0, 1, 0, 0])
  // Taken back after the moment: it was known then, and stays in the row.
  const later = new Date(clock().getTime() + day).toISOString()
  const takenBack = (occurredAt: string | null) => db.owner`
    insert into event (id, workspace_id, kind, subject_type, subject_id, actor_type, actor_name, occurred_at, recorded_at, payload)
    values (gen_random_uuid(), ${ctx.workspaceId}, 'activity.revised', 'lead', ${lead.id}, 'user', 'Maren', ${later}, ${later},
      ${db.owner.json({ activityId: meeting.id, kind: 'meeting', name: 'meeting', occurredAt })})`
  await takenBack(null)
  expect(await countsOf(lead)).toEqual([0, 0, 1, 1])
  // Put at a time after the window, within it.
  await updateRecord(ctx, activityEntity, note.id, { occurredAt: later })
  expect(await countsOf(lead)).toEqual([0, 0, 1, 0])
})

test('what is known by import only counts as it stands at last', async () => {
  const lead = await leadWith({ receivedOn: '2024-03-05', status: 'disqualified' })
  const watched = await leadWith({})
  const happened = new Date(clock().getTime() + day).toISOString()
  const call = await createRecord(imported(), activityEntity, {
    kind: 'call',
    name: 'Called',
    direction: 'out',
    leadId: watched.id,
    occurredAt: happened,
  })
  clock.move(20 * day)
  await updateRecord(ctx, leadEntity, watched.id, { status: 'disqualified' })
  expect((await rowOf(watched))!.values['behaviour.calls_out']).toBe(1)
  await updateRecord(ctx, activityEntity, call.id, { leadId: lead.id })
  expect((await rowOf(watched))!.values['behaviour.calls_out']).toBe(0)
})
