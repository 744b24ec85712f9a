import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { clockAt, dayAt } from '../core/time-zone.rules'
import { addDays } from '../filter/time.rules'
import { leadEntity } from '../leads/leads.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import { readAgenda } from './agenda.queries'
import { cancelSeries } from './cancel-series'
import { changeSeries } from './change-series'
import { extendSeries } from './extend-series'
import { listInvitees } from './invitees.queries'
import { repeatMeeting } from './repeat-meeting'
import { saveInvitees } from './save-invitees'
import { readSeries } from './series.queries'
import {
  cutRule,
  movedRule,
  nthOf,
  partsOf,
  ruleOf,
  saidRule,
  seriesWeekdays,
  weekdayOf,
} from './series.rules'
import { daysAhead, daysIn } from './series-days'
import { tellDue } from './tell-due'

const zone = 'Europe/Berlin'
const clock = handClock('2026-03-02T08:00:00Z')
let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = { ...(await testContext(database, { clock })), timeZone: zone }
})
afterAll(() => database.drop())

/** A meeting at ten in Berlin, of an hour, which repeats. */
async function repeated(
  rule: string,
  { day = '2026-03-09', by = ctx, ...values }: Record<string, unknown> & { day?: string; by?: Context } = {},
) {
  const name = `Series ${crypto.randomUUID()}`
  const { id } = await createRecord(by, activityEntity, {
    kind: 'meeting',
    name,
    startsAt: `${day}T09:00:00Z`,
    endsAt: `${day}T10:00:00Z`,
    ...values,
  })
  await repeatMeeting(by, id, { rule })
  return { id, name: String(values.name ?? name), seriesId: (await readSeries(by, id)).id }
}
interface Row {
  id: string
  name: string
  startsAt: Date
  endsAt: Date
  seriesAt: Date
  seriesId: string
  remindAt: Date | null
  location: string | null
  occurredAt: Date | null
}
const rows = async (name: string): Promise<Row[]> => [
  ...(await database.owner<
    Row[]
  >`select * from activity where name = ${name} and deleted_at is null order by starts_at`),
]
/** By the clock of Berlin: 03-09 10:00. */
const told = (at: Date) => clockAt(at.getTime(), zone).slice(5, 16).replace('T', ' ')
const times = async (name: string) => (await rows(name)).map(({ startsAt }) => told(startsAt))
const change = (id: string, which: 'later' | 'all', more: object) => changeSeries(ctx, id, { which, ...more })
const ruleSaid = async (work: Promise<unknown>) => {
  const { code, details } = await faultOf(work)
  return details.rule ?? details.problems?.[0]?.code ?? code
}

test('a rule is taken apart and written again as it was, and moved back it is what it was', () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map(n => addDays('1990-01-01', n))
  const parts = fc.record({
    freq: fc.constantFrom('DAILY' as const, 'WEEKLY' as const, 'YEARLY' as const),
    interval: fc.integer({ min: 1, max: 99 }),
    weekdays: fc.subarray([...seriesWeekdays], { minLength: 1 }),
    end: fc.constantFrom({}, { count: 12 }, { until: '2031-05-14' }),
  })
  fc.assert(
    fc.property(parts, day, fc.integer({ min: -9, max: 9 }), ({ end, ...said }, from, by) => {
      const rule = ruleOf({ ...said, ...end })
      expect(ruleOf(partsOf(rule))).toBe(rule)
      expect(movedRule(movedRule(rule, from, addDays(from, by)), addDays(from, by), from)).toBe(rule)
    }),
  )
  expect(saidRule('FREQ=MONTHLY', '2026-03-31')).toBe('FREQ=MONTHLY;BYMONTHDAY=31')
  expect(movedRule('FREQ=MONTHLY;BYDAY=2TU', '2026-03-10', '2026-03-19')).toBe('FREQ=MONTHLY;BYDAY=3TH')
  expect(movedRule('FREQ=MONTHLY;BYMONTHDAY=-1', '2026-02-28', '2026-03-31')).toBe(
    'FREQ=MONTHLY;BYMONTHDAY=-1',
  )
  expect(movedRule('FREQ=WEEKLY;BYDAY=MO,SU;COUNT=4', '2026-03-09', '2026-03-10')).toBe(
    'FREQ=WEEKLY;BYDAY=MO,TU;COUNT=4',
  )
  expect(cutRule('FREQ=DAILY;UNTIL=20310101', 4, '2026-03-12')).toBe('FREQ=DAILY;UNTIL=20260312')
  expect(cutRule('FREQ=DAILY;COUNT=9', 4, '2026-03-12')).toBe('FREQ=DAILY;COUNT=4')
})

test('the days of a month are those of its weekdays, whatever the month', () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map(n => addDays('1990-01-01', n))
  fc.assert(
    fc.property(day, firstDay => {
      const rule = `FREQ=MONTHLY;BYDAY=${nthOf(firstDay)}${weekdayOf(firstDay)}`
      const days = daysIn({ rule, firstDay }, firstDay, addDays(firstDay, 70))
      expect(days[0]).toBe(firstDay)
      const inMonth = (one: string) =>
        nthOf(firstDay) === -1
          ? addDays(one, 7).slice(5, 7) !== one.slice(5, 7)
          : nthOf(one) === nthOf(firstDay)
      expect(days.every(one => weekdayOf(one) === weekdayOf(firstDay) && inMonth(one))).toBe(true)
      expect(days.length).toBeGreaterThanOrEqual(2)
    }),
  )
})

test('what is ahead: four hundred days, ten at least, never more than five hundred at once', () => {
  const ahead = (rule: string, after = '2026-03-01') =>
    daysAhead({ rule, firstDay: '2026-03-02' }, after, '2026-03-02')
  expect(ahead('FREQ=DAILY').days).toHaveLength(401)
  expect(ahead('FREQ=YEARLY').days).toHaveLength(10)
  expect(ahead('FREQ=YEARLY').days.at(-1)).toBe('2035-03-02')
  expect(ahead('FREQ=WEEKLY;COUNT=3')).toEqual({
    days: ['2026-03-02', '2026-03-09', '2026-03-16'],
    through: '2027-04-06',
    over: true,
  })
  const late = daysAhead({ rule: 'FREQ=DAILY', firstDay: '2020-01-01' }, '2019-12-31', '2026-03-02')
  expect([late.days.length, late.over, late.through === late.days.at(-1)]).toEqual([500, false, true])
})

test('a meeting repeats at its time on the wall over a change of clocks, with its people and its reminder', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Acme' })
  const name = 'Weekly call'
  const { id } = await createRecord(ctx, activityEntity, {
    kind: 'meeting',
    name,
    leadId: lead.id,
    startsAt: '2026-03-23T09:00:00Z',
    endsAt: '2026-03-23T09:45:00Z',
    remindAt: '2026-03-23T08:30:00Z',
  })
  await saveInvitees(ctx, id, { invitees: [{ email: 'guest@else.example', name: 'Guest' }] })
  expect(await repeatMeeting(ctx, id, { rule: 'FREQ=WEEKLY;COUNT=3' })).toMatchObject({ made: 2 })
  // Clocks are put forward on 29 March 2026.
  expect(await times(name)).toEqual(['03-23 10:00', '03-30 10:00', '04-06 10:00'])
  const [, second] = await rows(name)
  expect(told(second!.endsAt)).toBe('03-30 10:45')
  expect(told(second!.remindAt!)).toBe('03-30 09:30')
  expect(await listInvitees(ctx, second!.id)).toMatchObject([{ email: 'guest@else.example' }])
  expect(await readSeries(ctx, second!.id)).toMatchObject({
    rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
    timeZone: zone,
    firstDay: '2026-03-23',
    lastDay: '2026-04-06',
    coming: 3,
    held: 0,
  })
  // None of them is on the timeline of what it is about, and none is its last activity.
  const log =
    await database.owner`select kind from event where subject_id = ${lead.id} and kind = 'activity.logged'`
  expect([...log]).toEqual([])
  expect(JSON.parse((await readRecord(ctx, leadEntity, lead.id)).body).lastActivityAt).toBeNull()
})

test('each comes onto the timeline when its own time has come, and its owner is reminded of each', async () => {
  const later = handClock('2026-05-01T08:00:00Z')
  const mine: Context = { ...(await testContext(database, { clock: later })), timeZone: zone }
  const lead = await createRecord(mine, leadEntity, { name: 'Later' })
  const { id, name } = await repeated('FREQ=DAILY;COUNT=3', {
    by: mine,
    day: '2026-05-02',
    leadId: lead.id,
    remindAt: '2026-05-02T08:30:00Z',
  })
  await tellDue({ db: database, clock: later })
  const logged = () =>
    database.owner<
      { n: number }[]
    >`select count(*)::int as n from event where subject_id = ${lead.id} and kind = 'activity.logged'`
  expect((await logged())[0]!.n).toBe(0)
  later.move(50 * 3_600_000)
  await tellDue({ db: database, clock: later })
  expect((await logged())[0]!.n).toBe(2)
  const due = await database.owner<{ n: number }[]>`
    select count(*)::int as n from event where kind = 'activity.came_due' and subject_id in (select id from activity where name = ${name})`
  expect(due[0]!.n).toBe(2)
  // What has been held is changed alone.
  expect(await ruleSaid(changeSeries(mine, id, { which: 'all', values: { location: 'X' } }))).toBe(
    'activity.series_over',
  )
})

test('one is moved, renamed or cancelled alone, and the others stay', async () => {
  const { name } = await repeated('FREQ=WEEKLY;COUNT=4')
  const [, second, third] = await rows(name)
  await updateRecord(ctx, activityEntity, second!.id, { startsAt: '2026-03-17T13:00:00Z' })
  await archiveRecord(ctx, activityEntity, third!.id)
  expect(await times(name)).toEqual(['03-09 10:00', '03-17 14:00', '03-30 10:00'])
  await restoreRecord(ctx, activityEntity, third!.id)
  expect(await times(name)).toHaveLength(4)
})

test('this and later ones move to another day and time, those before stay, and the rule is divided', async () => {
  const { id, name, seriesId } = await repeated('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6')
  const [, , third, fourth, fifth] = await rows(name)
  await updateRecord(ctx, activityEntity, fourth!.id, { startsAt: '2026-03-19T13:00:00Z' })
  await archiveRecord(ctx, activityEntity, fifth!.id)
  const done = await change(third!.id, 'later', { values: { startsAt: '2026-03-17T12:30:00Z' } })
  expect(done).toEqual({ changed: 3, made: 0, cancelled: 0, kept: 0 })
  // Clocks go forward on the 29th; what was moved by hand stays where it was put, what was cancelled stays so.
  expect(await times(name)).toEqual([
    '03-09 10:00',
    '03-11 10:00',
    '03-17 13:30',
    '03-19 14:00',
    '03-26 13:30',
  ])
  expect(await readSeries(ctx, id)).toMatchObject({
    id: seriesId,
    rule: 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=2',
    coming: 2,
  })
  const rest = await readSeries(ctx, third!.id)
  expect(rest).toMatchObject({
    rule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4',
    firstDay: '2026-03-17',
    lastDay: '2026-03-26',
    coming: 3,
  })
  expect(rest.id).not.toBe(seriesId)
})

test('all are changed in what they say, their length, their people and their reminders', async () => {
  const { id, name, seriesId } = await repeated('FREQ=WEEKLY;COUNT=3', { remindAt: '2026-03-09T08:00:00Z' })
  const [, second] = await rows(name)
  const renamed = `${name} anew`
  const invitees = [{ email: 'new@else.example' }]
  await change(second!.id, 'all', {
    values: {
      name: renamed,
      location: 'Room 4',
      endsAt: '2026-03-16T11:30:00Z',
      remindAt: '2026-03-16T08:45:00Z',
    },
    invitees,
  })
  const all = await rows(renamed)
  expect(all.map(({ location }) => location)).toEqual(['Room 4', 'Room 4', 'Room 4'])
  expect(all.map(({ endsAt }) => told(endsAt))).toEqual(['03-09 12:30', '03-16 12:30', '03-23 12:30'])
  expect(all.map(({ remindAt }) => told(remindAt!))).toEqual(['03-09 09:45', '03-16 09:45', '03-23 09:45'])
  expect(all.every(one => one.seriesId === seriesId)).toBe(true)
  for (const one of all) expect(await listInvitees(ctx, one.id)).toMatchObject(invitees)
  expect((await readSeries(ctx, id)).rule).toBe('FREQ=WEEKLY;BYDAY=MO;COUNT=3')
})

test('another rule keeps the meetings on its days, cancels those on others and makes what is missing, but none that was cancelled', async () => {
  const { id, name } = await repeated('FREQ=WEEKLY;COUNT=4')
  const [, second, third] = await rows(name)
  await archiveRecord(ctx, activityEntity, third!.id)
  const done = await change(id, 'all', { rule: 'FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260326' })
  expect(done).toEqual({ changed: 2, made: 3, cancelled: 1, kept: 0 })
  expect(await times(name)).toEqual([
    '03-09 10:00',
    '03-12 10:00',
    '03-16 10:00',
    '03-19 10:00',
    '03-26 10:00',
  ])
  expect((await rows(name))[2]!.id).toBe(second!.id)
})

test('this and later ones are cancelled, or all that are to come', async () => {
  const { id, name } = await repeated('FREQ=DAILY;COUNT=5')
  const [, , third] = await rows(name)
  expect(await cancelSeries(ctx, third!.id, { which: 'later' })).toMatchObject({ cancelled: 3 })
  expect(await times(name)).toEqual(['03-09 10:00', '03-10 10:00'])
  expect((await readSeries(ctx, id)).rule).toBe('FREQ=DAILY;COUNT=2')
  expect(await cancelSeries(ctx, id, { which: 'all' })).toMatchObject({ cancelled: 2 })
  expect(await times(name)).toEqual([])
})

test('a series without an end is made ahead once, however many do so, like its last meeting', async () => {
  const slow = handClock('2026-03-02T08:00:00Z')
  const mine: Context = { ...(await testContext(database, { clock: slow })), timeZone: zone }
  const { name } = await repeated('FREQ=WEEKLY', { by: mine })
  const before = await rows(name)
  expect(dayAt(before.at(-1)!.startsAt.getTime(), zone)).toBe('2027-04-12')
  await extendSeries({ db: database, clock: slow })
  expect(await rows(name)).toHaveLength(before.length)
  await changeSeries(mine, before[20]!.id, { which: 'later', values: { location: 'New room' } })
  slow.move(40 * 86_400_000)
  await Promise.all([1, 2, 3].map(() => extendSeries({ db: database, clock: slow })))
  const after = await rows(name)
  expect(dayAt(after.at(-1)!.startsAt.getTime(), zone)).toBe('2027-08-30')
  expect(new Set(after.map(({ startsAt }) => startsAt.getTime())).size).toBe(after.length)
  expect([after[19]!.location, after.at(-1)!.location]).toEqual([null, 'New room'])
})

test('five hundred meetings are read in one look', async () => {
  const mine: Context = { ...(await testContext(database, { clock })), timeZone: zone }
  await repeated('FREQ=DAILY;COUNT=500', { by: mine })
  const page = JSON.parse(await readAgenda(mine, { from: '2026-03-30', until: '2026-05-10' }))
  expect(page.results).toHaveLength(42)
  expect(page.results[0].seriesId).toBeTruthy()
})

test('two who change a series at once do so one after the other, and nobody reaches what is not theirs', async () => {
  const { name } = await repeated('FREQ=WEEKLY;COUNT=6')
  const [first, second, third] = await rows(name)
  await Promise.all([
    change(second!.id, 'later', { values: { location: 'A' } }),
    change(third!.id, 'later', { values: { location: 'B' } }),
  ])
  const all = await rows(name)
  expect(all).toHaveLength(6)
  expect(all[0]!.location).toBeNull()
  expect(new Set(all.map(({ startsAt }) => startsAt.getTime())).size).toBe(6)
  const stranger = await testContext(database)
  expect(await ruleSaid(changeSeries(stranger, first!.id, { which: 'all', values: { location: 'C' } }))).toBe(
    'not_found',
  )
  expect(await ruleSaid(readSeries(stranger, first!.id))).toBe('not_found')
  const rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep', clock })
  expect(await ruleSaid(cancelSeries(rep, first!.id, { which: 'all' }))).toBe('activity.archive.own')
  const theirs = (await rows(name))[1]!
  await updateRecord(ctx, activityEntity, theirs.id, { ownerId: rep.access.memberId })
  expect(await changeSeries(rep, theirs.id, { which: 'later', values: { location: 'D' } })).toMatchObject({
    changed: 1,
  })
})

test('what cannot be is refused: by its rule, its zone, its day, and what does not repeat', async () => {
  const { id } = await repeated(
    'FREQ=WEEKLY;BYDAY=MO,FR;INTERVAL=2'.replace(';BYDAY=MO,FR;INTERVAL=2', ';INTERVAL=2;BYDAY=MO,FR'),
  )
  const call = await createRecord(ctx, activityEntity, {
    kind: 'call',
    name: 'C',
    startsAt: '2026-03-09T09:00:00Z',
  })
  const bare = await createRecord(ctx, activityEntity, { kind: 'meeting', name: 'M' })
  const one = await createRecord(ctx, activityEntity, {
    kind: 'meeting',
    name: 'M',
    startsAt: '2026-03-09T09:00:00Z',
  })
  const start = (who: string, input: object) => ruleSaid(repeatMeeting(ctx, who, input))
  const rule = 'FREQ=WEEKLY'
  expect(await start(id, { rule })).toBe('activity.in_series')
  expect(await start(call.id, { rule })).toBe('activity.series_of_meeting')
  expect(await start(bare.id, { rule })).toBe('activity.series_needs_start')
  expect(await start(one.id, { rule: 'FREQ=WEEKLY;BYDAY=TU' })).toBe('activity.series_day')
  expect(await start(one.id, { rule: 'FREQ=WEEKLY;UNTIL=20260301' })).toBe('activity.series_day')
  expect(await start(one.id, { rule, timeZone: 'Mars/Olympus' })).toBe('check')
  expect(await start(one.id, { rule: 'FREQ=WEEKLY;UNTIL=20261340' })).toBe('check')
  for (const wrong of [
    'FREQ=HOURLY',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;COUNT=1000',
    'FREQ=DAILY;COUNT=2;UNTIL=20260401',
    'x',
  ])
    expect([wrong, await start(one.id, { rule: wrong })]).toEqual([wrong, 'regex'])
  expect(await start(crypto.randomUUID(), { rule })).toBe('not_found')
  expect(await ruleSaid(change(one.id, 'all', { values: { location: 'X' } }))).toBe('activity.no_series')
  expect(await ruleSaid(change(id, 'all', { values: { startsAt: null } }))).not.toBe('changed')
  expect(await ruleSaid(change(id, 'all', { values: { externalId: 'x' } }))).toBe('unknown_field')
  for (const at of ['0001-01-01T09:00:00Z', '9999-12-31T09:00:00Z']) {
    const far = await createRecord(ctx, activityEntity, { kind: 'meeting', name: 'Far', startsAt: at })
    expect(await start(far.id, { rule: 'FREQ=DAILY' })).toBe('activity.series_far')
    expect(await ruleSaid(change(id, 'all', { values: { startsAt: at } }))).toBe('activity.series_far')
  }
  // A Friday that became a Monday of the same week would come before it.
  expect(await ruleSaid(change(id, 'all', { values: { startsAt: '2026-03-12T09:00:00Z' } }))).toBe(
    'activity.series_shift',
  )
  expect(await ruleSaid(changeSeries(ctx, id, { which: 'all', values: { location: 'X' } }, 99))).toBe('stale')
})

test('one that begins long ago is made from today on, and goes on from there', async () => {
  const { id, name } = await repeated('FREQ=DAILY', { day: '1999-01-04' })
  const all = await rows(name)
  expect(told(all[0]!.startsAt)).toBe('01-04 10:00')
  // Today is the second of March 2026, at nine in Berlin: the meeting at ten is still to come.
  expect(told(all[1]!.startsAt)).toBe('03-02 10:00')
  expect(all).toHaveLength(402)
  expect(await readSeries(ctx, id)).toMatchObject({ coming: 401, held: 1 })
})
