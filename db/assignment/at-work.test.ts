import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createTeam } from '../access/create-team'
import { createAbsence } from '../calendars/absences'
import { chooseCalendar } from '../calendars/choose-calendar'
import { createCalendar } from '../calendars/create-calendar'
import { handClock } from '../core/clock'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import type { AssignmentRule, AtWork } from './assignment.model'
import { readAssignment } from './assignment.queries'
import { scratchRule } from './scratch-assignment'
import { setAssignment } from './set-assignment'
import { tryAssignment } from './try-assignment'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const nineToFive = (...weekdays: number[]) =>
  weekdays.map(weekday => ({ weekday, start: '09:00', end: '17:00', nextDay: false }))
const zones = { Sara: 'Asia/Riyadh', Omar: 'Europe/Berlin', Ines: 'America/New_York' }

/** Three who work nine to five where they are: Sara from Sunday to Thursday, the others from Monday to Friday. */
async function company() {
  const clock = handClock('2026-01-01T00:00:00Z')
  const ctx = await testContext(database, { clock })
  const ids: Record<string, string> = {}
  for (const [name, timeZone] of Object.entries(zones)) {
    const { access } = await testContext(database, { clock, workspaceId: ctx.workspaceId, role: 'rep', name })
    const week = name === 'Sara' ? nineToFive(7, 1, 2, 3, 4) : nineToFive(1, 2, 3, 4, 5)
    const { id: calendarId } = await createCalendar(ctx, { name, timeZone, week })
    await chooseCalendar(ctx, { calendarId, memberId: access.memberId })
    ids[name] = access.memberId!
  }
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  const memberIds = Object.values(ids)
  const set = (...rules: AssignmentRule[]) => setAssignment(ctx, { rules })
  const turns = (atWork: AtWork) =>
    set(
      scratchRule({ name: 'At work', way: { type: 'turns', memberIds }, atWork }),
      scratchRule({ name: 'Others', way: { type: 'person', memberId: ctx.access.memberId! } }),
    )
  /** Who gets so many leads that come at a moment; by the rule where nobody does. */
  const gets = async (at: string, n = 3) => {
    clock.move(Date.parse(at) - clock().getTime())
    const found: string[] = []
    for (let made = 0; made < n; made += 1) {
      const { ownerId, queue, assignedBy } = await createRecord(ctx, leadEntity, { name: 'Layla' })
      found.push(names.get(ownerId ?? '') ?? queue ?? assignedBy ?? 'no rule')
    }
    return found.sort()
  }
  return { ctx, clock, ids, memberIds, set, turns, gets }
}

test('only those get leads who are at work at that moment where they are', async () => {
  const { gets, turns } = await company()
  await turns({ otherwise: 'skip' })
  // A Monday in March: in Riyadh it is ten, in Berlin eight.
  expect(await gets('2026-03-02T07:00:00Z')).toEqual(['Sara', 'Sara', 'Sara'])
  expect(await gets('2026-03-02T08:30:00Z', 4)).toEqual(['Omar', 'Omar', 'Sara', 'Sara'])
  expect(await gets('2026-03-02T20:00:00Z')).toEqual(['Ines', 'Ines', 'Ines'])
  expect(await gets('2026-03-02T23:00:00Z', 1)).toEqual(['Others'])
  // On Sundays one works in Riyadh alone.
  expect(await gets('2026-03-08T08:30:00Z', 1)).toEqual(['Sara'])
})

test('while nobody is at work, a lead goes to who is next, to anybody, to a queue, or to the next rule', async () => {
  const { ctx, gets, turns } = await company()
  const night = '2026-03-02T23:00:00Z'
  await turns({ otherwise: 'next' })
  expect(await gets(night)).toEqual(['Sara', 'Sara', 'Sara'])
  await turns({ otherwise: 'anyway' })
  expect(new Set(await gets(night, 6)).size).toBeGreaterThan(1)
  const { id: teamId } = await createTeam(ctx, { name: 'Night desk' })
  await turns({ otherwise: 'queue', teamId })
  expect(await gets(night, 1)).toEqual(['Night desk'])
  await turns({ otherwise: 'skip' })
  expect(await gets(night, 1)).toEqual(['Others'])
})

test('a change of clocks moves working hours with the clock on the wall', async () => {
  const { gets, set, ids } = await company()
  const omar = { type: 'person' as const, memberId: ids.Omar! }
  await set(scratchRule({ name: 'Omar', way: omar, atWork: { otherwise: 'skip' } }))
  // Germany leaps on the 29th: half past seven is before nine on the Friday, and after it on the Monday.
  expect(await gets('2026-03-27T07:30:00Z', 1)).not.toEqual(['Omar'])
  expect(await gets('2026-03-30T07:30:00Z', 1)).toEqual(['Omar'])
  expect(await gets('2026-03-30T15:30:00Z', 1)).not.toEqual(['Omar'])
  // And goes back on the 25th of October.
  expect(await gets('2026-10-23T07:30:00Z', 1)).toEqual(['Omar'])
  expect(await gets('2026-10-26T07:30:00Z', 1)).not.toEqual(['Omar'])
})

test('who is next is known across a change of clocks, and with absences: who is away until later is not', async () => {
  const { ctx, gets, set, ids } = await company()
  const memberIds = [ids.Omar!, ids.Ines!]
  await set(scratchRule({ name: 'West', way: { type: 'turns', memberIds }, atWork: { otherwise: 'next' } }))
  // America leapt on the 8th and Germany not yet: nine in New York is 13:00, in Berlin 08:00.
  expect(await gets('2026-03-14T12:00:00Z', 2)).toEqual(['Omar', 'Omar'])
  await createAbsence(ctx, { memberId: ids.Omar, firstDay: '2026-03-16', lastDay: '2026-03-16' })
  expect(await gets('2026-03-14T13:00:00Z', 2)).toEqual(['Ines', 'Ines'])
  // Who is away today and back first is next all the same.
  await createAbsence(ctx, { memberId: ids.Ines, firstDay: '2026-03-20', lastDay: '2026-03-25' })
  await createAbsence(ctx, { memberId: ids.Omar, firstDay: '2026-03-20', lastDay: '2026-03-20' })
  expect(await gets('2026-03-20T22:30:00Z', 2)).toEqual(['Omar', 'Omar'])
})

test('a calendar without a working hour is told, and gets nothing', async () => {
  const { ctx, clock, gets, turns, ids, set } = await company()
  clock.move(86_400_000)
  const { id: calendarId } = await createCalendar(ctx, { name: 'Never', timeZone: 'UTC', week: [] })
  for (const memberId of Object.values(ids)) await chooseCalendar(ctx, { calendarId, memberId })
  clock.move(86_400_000)
  await turns({ otherwise: 'next' })
  const { faults } = await readAssignment(ctx)
  expect(faults.map(({ code, names }) => [code, names])).toEqual([['no_hours', Object.keys(zones)]])
  expect(await gets('2026-03-02T08:30:00Z', 1)).toEqual(['Others'])
  const way = { type: 'turns' as const, memberIds: Object.values(ids) }
  await set(scratchRule({ name: 'Anyway', way, atWork: { otherwise: 'anyway' } }))
  expect(await gets('2026-03-02T08:31:00Z', 1)).not.toEqual(['no rule'])
})

test('a trial goes by the hours at which each lead came, and says what they had to do with it', async () => {
  const { ctx, clock, gets, memberIds } = await company()
  await gets('2026-03-02T07:00:00Z', 1)
  await gets('2026-03-02T23:00:00Z', 1)
  clock.move(3_600_000)
  const { id: teamId } = await createTeam(ctx, { name: 'Night desk' })
  const rule = scratchRule({
    name: 'At work',
    way: { type: 'turns', memberIds },
    atWork: { otherwise: 'queue', teamId },
  })
  const { examples } = await tryAssignment(ctx, { rules: [rule] })
  expect(examples.map(({ gets, queue, hours }) => [gets, queue, hours])).toEqual([
    [null, 'Night desk', 'queue'],
    ['Sara', null, 'at_work'],
  ])
})

test('a queue that there is not is refused where it stands', async () => {
  const { ctx, set, ids, memberIds } = await company()
  const atWork = { otherwise: 'queue' as const, teamId: ids.Sara! }
  const fault = await faultOf(set(scratchRule({ name: 'A', way: { type: 'turns', memberIds }, atWork })))
  expect(fault.details.problems!.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/rules/0/atWork', 'reference_missing'],
  ])
  const { id: teamId } = await createTeam(ctx, { name: 'Gone' })
  const rule = scratchRule({
    name: 'A',
    way: { type: 'turns', memberIds },
    atWork: { otherwise: 'queue', teamId },
  })
  await set(rule)
  await database.owner`delete from team where id = ${teamId}`
  expect((await readAssignment(ctx)).faults.map(({ code }) => code)).toEqual(['queue_gone'])
})
