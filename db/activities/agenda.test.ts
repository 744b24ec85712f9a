import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { leadEntity } from '../leads/leads.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import { readAgenda } from './agenda.queries'
import { standingOf } from './agenda.rules'
import { saveInvitees } from './save-invitees'

const clock = handClock('2026-03-25T10:00:00Z')
let database: TestDatabase
let ctx: Context
let mate: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = { ...(await testContext(database, { clock })), timeZone: 'Europe/Berlin' }
  mate = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep', clock })
})
afterAll(() => database.drop())

const make = (kind: string, name: string, values: object, by = ctx) =>
  createRecord(by, activityEntity, { kind, name, ...values })
const days = { from: '2026-03-23', until: '2026-03-29' }
const inCalendar = async (asked: object = {}, by = ctx): Promise<string[]> =>
  JSON.parse(await readAgenda(by, { ...days, ...asked })).results.map(({ name }: { name: string }) => name)

test('what is planned, held or due on the days by the reader’s clock is there, and nothing else', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Acme' })
  await make('meeting', 'First minute', { startsAt: '2026-03-22T23:00:00Z', leadId: lead.id })
  // On Sunday the clocks are put forward: the week ends an hour earlier.
  await make('meeting', 'Last minute', { startsAt: '2026-03-29T21:59:00Z' })
  await make('meeting', 'Week after', { startsAt: '2026-03-29T22:00:00Z' })
  await make('meeting', 'Reaches in', { startsAt: '2026-03-10T09:00:00Z', endsAt: '2026-03-24T09:00:00Z' })
  await make('meeting', 'Over before', { startsAt: '2026-03-10T09:00:00Z', endsAt: '2026-03-22T23:00:00Z' })
  await make('call', 'Called', { occurredAt: '2026-03-24T09:00:00Z' })
  await make('task', 'Due', { dueOn: '2026-03-29' })
  await make('task', 'Due after', { dueOn: '2026-03-30' })
  await make('note', 'Noted', { occurredAt: '2026-03-24T09:00:00Z' })
  const binned = await make('call', 'Binned', { occurredAt: '2026-03-24T09:00:00Z' })
  await archiveRecord(ctx, activityEntity, binned.id)
  expect((await inCalendar()).sort()).toEqual(['Called', 'Due', 'First minute', 'Last minute', 'Reaches in'])
  const { names, more } = JSON.parse(await readAgenda(ctx, days))
  expect([names[lead.id], more]).toEqual(['Acme', false])
})

test('somebody’s calendar is what they own and what they are invited to', async () => {
  const own = await make('meeting', 'Own', { startsAt: '2026-03-26T09:00:00Z' }, mate)
  expect(own.ownerId).toBe(mate.access.memberId)
  const invited = await make('meeting', 'Invited', { startsAt: '2026-03-26T10:00:00Z' })
  await saveInvitees(ctx, invited.id, { invitees: [{ memberId: mate.access.memberId }] })
  expect(await inCalendar({}, mate)).toEqual(['Own', 'Invited'])
  expect(await inCalendar({ members: mate.access.memberId!.toUpperCase() })).toEqual(['Own', 'Invited'])
  expect(await inCalendar({ members: 'all' })).toContain('Called')
  const stranger = await testContext(database)
  expect(await inCalendar({ members: mate.access.memberId! }, stranger)).toEqual([])
})

test('times that a role may not read place nothing, and names neither', async () => {
  const { access } = mate
  const readable = ['name', 'kind', 'ownerId', 'dueOn', 'occurredAt']
  const activity = { ...access.grants.activity!, readable }
  const lesser: Context = { ...mate, access: { ...access, grants: { ...access.grants, activity } } }
  expect(await inCalendar({ members: 'all' }, lesser)).toEqual([])
  const times: Context = {
    ...mate,
    access: {
      ...access,
      grants: { ...access.grants, activity: { ...activity, readable: [...readable, 'startsAt'] } },
    },
  }
  const [first] = JSON.parse(await readAgenda(times, { ...days, members: 'all' })).results
  expect(Object.keys(first).sort()).toEqual(
    ['dueOn', 'id', 'kind', 'name', 'occurredAt', 'ownerId', 'startsAt', 'version'].sort(),
  )
})

test('days that nobody turns to, and more than two months, are refused', async () => {
  const codeOf = async (from: string, until: string) =>
    (await faultOf(readAgenda(ctx, { from, until }))).details.problems?.[0]?.code
  expect([
    await codeOf('2026-03-02', '2026-03-01'),
    await codeOf('2026-03-01', '2026-05-02'),
    await codeOf('0001-01-01', '0001-01-02'),
    await codeOf('9999-12-31', '9999-12-31'),
  ]).toEqual(['min_value', 'max_value', 'max_value', 'max_value'])
})

test('where an activity stands follows from what is known of it', () => {
  const at = '2026-03-24T09:00:00Z'
  const ms = Date.parse(at)
  expect(standingOf({ kind: 'meeting', startsAt: at, occurredAt: '2026-03-01T09:00:00Z' })).toEqual({
    by: 'startsAt',
    startMs: ms,
    endMs: ms + 1_800_000,
  })
  expect(standingOf({ kind: 'call', occurredAt: at, durationMinutes: 5 })).toMatchObject({
    endMs: ms + 300_000,
  })
  expect(standingOf({ kind: 'task', dueOn: '2026-03-24', occurredAt: at })).toEqual({
    by: 'dueOn',
    day: '2026-03-24',
  })
  expect([standingOf({ kind: 'note', occurredAt: at }), standingOf({ kind: 'task' })]).toEqual([
    undefined,
    undefined,
  ])
})
