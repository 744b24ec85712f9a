import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { scratchBulk } from '../bulk/scratch-bulk'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { clockAt } from '../core/time-zone.rules'
import { leadEntity } from '../leads/leads.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import { type Activity, usualRepeats } from './activities.model'
import { nextDay, nextReminder } from './next-day'
import { listNotices, seeNotices } from './notices'
import { tellDue } from './tell-due'

const clock = handClock('2026-03-25T10:00:00Z')
let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = { ...(await testContext(database, { clock })), timeZone: 'Europe/Berlin' }
})
afterAll(() => database.drop())

const task = (values: object) =>
  createRecord(ctx, activityEntity, { kind: 'task', name: 'Report', ...values })
const change = (id: string, values: object) => updateRecord(ctx, activityEntity, id, values)
const done = (id: string) => change(id, { doneAt: clock().toISOString() })
const ruleOf = async (work: Promise<unknown>) => {
  const { rule, problems } = (await faultOf(work)).details
  return rule ?? problems?.[0]?.code
}
/** The other tasks of a name, as they are. */
const others = async (name: string, without: string): Promise<Activity[]> => {
  const rows = await database.owner<Activity[]>`
    select *, due_on::text as due_on from activity where name = ${name} and id <> ${without} order by created_at, id`
  return [...rows]
}

test('the next day is after the one before, today at the earliest, and one of the rule', () => {
  const day = fc
    .integer({ min: 0, max: 40_000 })
    .map(n => new Date(n * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(fc.constantFrom(...usualRepeats), day, day, (repeats, dueOn, today) => {
      const next = nextDay(repeats, dueOn, today)!
      expect(next > dueOn && next >= today).toBe(true)
      // Whoever asks again on that day is told the same.
      expect(nextDay(repeats, dueOn, next)).toBe(next)
    }),
  )
  expect(nextDay('FREQ=WEEKLY', '2026-11-02', '2026-11-24')).toBe('2026-11-30')
  expect(nextDay('FREQ=WEEKLY;INTERVAL=2', '2026-11-02', '2026-11-01')).toBe('2026-11-16')
  expect(nextDay('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-27', '2026-11-27')).toBe('2026-11-30')
  expect(nextDay('FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', '2026-01-31')).toBe('2026-02-28')
  expect(nextDay('FREQ=MONTHLY;BYDAY=2TU', '2026-11-10', '2026-11-10')).toBe('2026-12-08')
  expect(nextDay('FREQ=DAILY;UNTIL=20261128', '2026-11-28', '2026-11-28')).toBeUndefined()
})

test('a reminder keeps its time on the wall over a change of clocks', () => {
  // In Berlin clocks are put forward on 29 March 2026.
  const next = nextReminder('2026-03-27T07:30:00Z', '2026-03-28', '2026-04-04', 'Europe/Berlin')
  expect(clockAt(Date.parse(next), 'Europe/Berlin')).toBe('2026-04-03T08:30:00')
  expect(next).toBe('2026-04-03T06:30:00.000Z')
})

test('a task that repeats makes the next one when it is done, and takes it back untouched', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Acme' })
  const first = await task({
    name: 'Weekly report',
    dueOn: '2026-03-27',
    repeats: 'FREQ=WEEKLY',
    remindAt: '2026-03-27T07:30:00Z',
    leadId: lead.id,
    externalId: 'once',
  })
  await done(first.id)
  const [next, ...none] = await others('Weekly report', first.id)
  expect(none).toEqual([])
  expect(next).toMatchObject({
    dueOn: '2026-04-03',
    repeats: 'FREQ=WEEKLY',
    leadId: lead.id,
    ownerId: first.ownerId,
    doneAt: null,
    externalId: null,
  })
  expect(new Date(next!.remindAt!).toISOString()).toBe('2026-04-03T06:30:00.000Z')
  // A tick that is repeated makes nothing more.
  await change(first.id, { outcome: 'Sent' })
  await change(first.id, { doneAt: null })
  expect((await others('Weekly report', first.id)).map(({ deletedAt }) => deletedAt !== null)).toEqual([true])
  await done(first.id)
  const [, again] = await others('Weekly report', first.id)
  // Once somebody has touched it, it stays, and there is no third one.
  await change(again!.id, { name: 'Weekly report', body: 'With figures' })
  await change(first.id, { doneAt: null })
  await done(first.id)
  expect((await others('Weekly report', first.id)).filter(({ deletedAt }) => !deletedAt)).toHaveLength(1)
})

test('many done at once make one each, and the undo takes all of them back', async () => {
  const made = await Promise.all(
    [1, 2, 3].map(() => task({ name: 'Daily look', dueOn: '2026-03-25', repeats: 'FREQ=DAILY' })),
  )
  const ids = made.map(({ id }) => id)
  const bulk = scratchBulk(database, ctx)
  const values = { doneAt: clock().toISOString() }
  const { id, counts } = await bulk.ask({ entity: 'activity', verb: 'update', ids, values })
  expect(counts.changed).toBe(3)
  const open = async () => {
    const rows = await database.owner<{ id: string; dueOn: string }[]>`
      select id, due_on::text as due_on from activity where name = 'Daily look' and done_at is null and deleted_at is null`
    return rows.map(one => [ids.includes(one.id), one.dueOn])
  }
  expect(await open()).toEqual([1, 2, 3].map(() => [false, '2026-03-26']))
  expect(await bulk.undo(id)).toMatchObject({ state: 'undone', undo: { kept: 0 } })
  expect(await open()).toEqual([1, 2, 3].map(() => [true, '2026-03-25']))
})

test('only tasks with a day repeat, by a rule that there is', async () => {
  const repeats = 'FREQ=WEEKLY'
  expect(await ruleOf(task({ repeats }))).toBe('activity.repeat_needs_due')
  expect(
    await ruleOf(
      createRecord(ctx, activityEntity, { kind: 'note', name: 'N', repeats, dueOn: '2026-04-01' }),
    ),
  ).toBe('activity.repeat_needs_task')
  const wrong = [
    'Alpha',
    'FREQ=HOURLY',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=DAILY;COUNT=9',
    'FREQ=WEEKLY\nX',
    'freq=weekly',
  ]
  for (const one of wrong)
    expect([one, await ruleOf(task({ repeats: one, dueOn: '2026-04-01' }))]).toEqual([one, 'repeat'])
  const { id } = await task({ repeats, dueOn: '2026-04-01' })
  expect(await ruleOf(change(id, { dueOn: null }))).toBe('activity.repeat_needs_due')
  expect(await ruleOf(task({ remindAt: '2026-03-25T09:59:00Z' }))).toBe('activity.remind_past')
})

test('an owner is reminded once, at the moment, of what is still open, and looks at it', async () => {
  const remindAt = '2026-03-25T10:30:00Z'
  const open = await task({ name: 'Open', remindAt })
  const ticked = await task({ name: 'Ticked', remindAt })
  const binned = await task({ name: 'Binned', remindAt })
  const moved = await task({ name: 'Moved', remindAt })
  await done(ticked.id)
  await archiveRecord(ctx, activityEntity, binned.id)
  await change(moved.id, { remindAt: '2026-03-25T12:00:00Z' })
  expect(await tellDue({ db: database, clock })).toBe(0)
  clock.move(31 * 60_000)
  await Promise.all([1, 2, 3].map(() => tellDue({ db: database, clock })))
  const { results, unseen } = await listNotices(ctx)
  expect(results).toMatchObject([{ kind: 'reminder', activityId: open.id, name: 'Open', seenAt: null }])
  expect(unseen).toBe(1)
  const told =
    await database.owner`select subject_id from event where kind = 'activity.came_due' and workspace_id = ${ctx.workspaceId}`
  expect(told.map(({ subjectId }) => subjectId)).toEqual([open.id])
  const mate = await testContext(database, { workspaceId: ctx.workspaceId, clock })
  expect((await listNotices(mate)).results).toEqual([])
  await seeNotices(ctx, { until: results[0]!.at })
  expect((await listNotices(ctx)).unseen).toBe(0)
})
