import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { databaseInstant, instantMs } from '../core/field.model'
import { leadEntity } from '../leads/leads.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import type { Change } from '../records/change.model'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import type { Activity } from './activities.model'
import { plan } from './plan.rules'
import { tellDue } from './tell-due'

const clock = handClock('2026-03-01T10:00:00Z')
let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database, { clock })
})
afterAll(() => database.drop())

const meet = (values: object) =>
  createRecord(ctx, activityEntity, { kind: 'meeting', name: 'Review', ...values })
const change = (id: string, values: object) => updateRecord(ctx, activityEntity, id, values)
const refusalOf = async (work: Promise<unknown>) => (await faultOf(work)).details.rule
const timesOf = ({ startsAt, endsAt, durationMinutes, occurredAt }: Activity) => [
  startsAt && new Date(startsAt).toISOString().slice(0, 16),
  endsAt && new Date(endsAt).toISOString().slice(0, 16),
  durationMinutes,
  occurredAt && new Date(occurredAt).toISOString().slice(0, 16),
]

test('start, end and length of a meeting follow from each other, and one that is moved keeps its length', async () => {
  const startsAt = '2026-03-02T09:00:00Z'
  const meeting = await meet({ startsAt, endsAt: '2026-03-02T10:30:00Z' })
  expect(timesOf(meeting)).toEqual(['2026-03-02T09:00', '2026-03-02T10:30', 90, null])
  const { id } = meeting
  const moved = await change(id, { startsAt: '2026-03-03T14:00:00Z' })
  expect(timesOf(moved)).toEqual(['2026-03-03T14:00', '2026-03-03T15:30', 90, null])
  expect(timesOf(await change(id, { durationMinutes: 30 }))[1]).toBe('2026-03-03T14:30')
  expect(timesOf(await change(id, { endsAt: '2026-03-03T16:00:00Z' }))[2]).toBe(120)
  expect(timesOf(await change(id, { startsAt: null }))[1]).toBeNull()
  const called = await meet({ kind: 'call', startsAt, durationMinutes: 20 })
  expect(timesOf(called)[1]).toBe('2026-03-02T09:20')
  const logged = await meet({ occurredAt: '2026-02-01T09:00:00Z', endsAt: '2026-02-01T10:00:00Z' })
  expect(timesOf(logged)).toEqual(['2026-02-01T09:00', '2026-02-01T10:00', 60, '2026-02-01T09:00'])
})

test('an end before its start, one without a start, and what lasts for months are refused', async () => {
  const startsAt = '2026-03-02T09:00:00Z'
  expect(await refusalOf(meet({ startsAt, endsAt: '2026-03-02T08:59:59Z' }))).toBe(
    'activity.ends_before_start',
  )
  expect(await refusalOf(meet({ endsAt: startsAt }))).toBe('activity.end_needs_start')
  expect(await refusalOf(meet({ startsAt, endsAt: '2026-05-02T09:00:00Z' }))).toBe('activity.too_long')
  expect(await refusalOf(meet({ startsAt, durationMinutes: Number.MAX_SAFE_INTEGER }))).toBe(
    'activity.too_long',
  )
  const end = '9999-12-31T23:59:00Z'
  expect(await refusalOf(meet({ startsAt: end, durationMinutes: 5 }))).toBe('activity.too_long')
  expect(await refusalOf(meet({ startsAt, durationMinutes: -1 }))).toBe('activity.duration')
})

test('whatever is said of a plan, it ends as long after its start as it says', () => {
  const at = fc
    .integer({ min: Date.UTC(2026, 0), max: Date.UTC(2026, 1) })
    .map(minute => databaseInstant(new Date(minute).toISOString()))
  const said = <T>(value: fc.Arbitrary<T>) =>
    fc.constantFrom(undefined, null).chain(none => fc.oneof(fc.constant(none), value))
  const values = fc.record({ startsAt: said(at), endsAt: said(at), durationMinutes: said(fc.nat(3000)) })
  fc.assert(
    fc.property(values, fc.option(values), (told, was) => {
      const before = was && {
        startsAt: was.startsAt ?? null,
        endsAt: was.startsAt ? (was.endsAt ?? null) : null,
        durationMinutes: was.durationMinutes ?? null,
      }
      const change = {
        id: '',
        before,
        values: { ...told },
        told,
        custom: {},
        at: 0,
      } as unknown as Change<Activity>
      if (plan(change)) return
      const [startsAt, endsAt, minutes] = (['startsAt', 'endsAt', 'durationMinutes'] as const).map(key =>
        change.values[key] === undefined ? (before?.[key] ?? null) : change.values[key],
      )
      const spoken = Object.values(told).some(value => value !== undefined)
      if (!endsAt || !spoken) return
      expect(startsAt).not.toBeNull()
      const length = instantMs(String(endsAt)) - instantMs(String(startsAt))
      expect(length).toBeGreaterThanOrEqual(0)
      expect(minutes).toBe(Math.round(length / 60_000))
    }),
  )
})

test('what is planned has happened once its time has come, whether it was moved, binned or brought back before', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Waits' })
  const lastOf = async () => JSON.parse((await readRecord(ctx, leadEntity, lead.id)).body).lastActivityAt
  const meeting = await meet({ startsAt: '2026-03-01T11:00:00Z', leadId: lead.id })
  const binned = await meet({ startsAt: '2026-03-01T11:00:00Z', leadId: lead.id })
  await archiveRecord(ctx, activityEntity, binned.id)
  expect([await tellDue({ db: database, clock }), await lastOf()]).toEqual([0, null])
  await change(meeting.id, { startsAt: '2026-03-01T12:00:00Z' })
  clock.move(3_600_000)
  expect(await tellDue({ db: database, clock })).toBe(0)
  clock.move(3_600_000)
  expect(await Promise.all([1, 2].map(() => tellDue({ db: database, clock })))).toContain(1)
  expect(await lastOf()).toContain('2026-03-01T12:00:00')
  // Moved ahead again it has not.
  await change(meeting.id, { startsAt: '2026-03-05T12:00:00Z' })
  expect(await lastOf()).toBeNull()
  await restoreRecord(ctx, activityEntity, binned.id)
  expect(await tellDue({ db: database, clock })).toBe(1)
  expect(await database.owner`select 1 from activity_due where at <= ${clock()}`).toHaveLength(0)
})
