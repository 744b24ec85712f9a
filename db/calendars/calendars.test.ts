import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { createAbsence, listAbsences, removeAbsence } from './absences'
import { listCalendars, readCalendar } from './calendars.queries'
import { chooseCalendar, makeDefault } from './choose-calendar'
import { createCalendar } from './create-calendar'
import { publicHolidays } from './public-holidays'
import { removeCalendar } from './remove-calendar'
import { updateCalendar } from './update-calendar'
import { timesOfCalendar, timesOfMember, workingTimesOf } from './working-times.queries'

let database: TestDatabase
let ctx: Context
let clock: ReturnType<typeof handClock>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  clock = handClock('2026-11-23T00:00:00Z')
  ctx = await testContext(database, { clock })
})

const hourMs = 3_600_000
const until = (iso: string) => clock.move(Date.parse(iso) - clock().getTime())
const span = (weekday: number, start: string, end: string, nextDay = false) => ({
  weekday,
  start,
  end,
  nextDay,
})
const office = [1, 2, 3, 4, 5].map(weekday => span(weekday, '09:00', '17:00'))
const make = (name: string, week: unknown[] = office) => createCalendar(ctx, { name, timeZone: 'UTC', week })
/** The rule that refuses, else the code; or that nothing does. */
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    error => {
      if (!(error instanceof Fault)) throw error
      return error.details.rule ?? error.code
    },
  )
const hoursOn = async (who: Context, day: string) => {
  const { members } = await workingTimesOf(who, [who.access.memberId!])
  const from = Date.parse(day)
  return members.get(who.access.memberId!)!.workingTimeBetween(from, from + 24 * hourMs) / hourMs
}
const mate = (asker: Parameters<typeof testContext>[1] = {}) =>
  testContext(database, { clock, workspaceId: ctx.workspaceId, ...asker })

test('without a calendar one works nine to five, then by the workspace’s, then by one’s own, each from its moment on', async () => {
  expect((await listCalendars(ctx)).results).toEqual([])
  expect([await hoursOn(ctx, '2026-11-24'), await hoursOn(ctx, '2026-11-28')]).toEqual([8, 0])
  until('2026-12-01T00:00:00Z')
  const first = await make('Short', [span(2, '10:00', '12:00')])
  expect(first).toMatchObject({ isDefault: true, people: 0, version: 1 })
  const night = await make('Night', [span(2, '22:00', '06:00', true)])
  expect(night.isDefault).toBe(false)
  until('2026-12-08T00:00:00Z')
  await chooseCalendar(ctx, { calendarId: night.id })
  until('2026-12-15T00:00:00Z')
  await makeDefault(ctx, night.id)
  await chooseCalendar(ctx, { calendarId: null })
  await makeDefault(ctx, first.id)
  const tuesdays = ['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15']
  expect(await Promise.all(tuesdays.map(day => hoursOn(ctx, day)))).toEqual([8, 2, 2, 2])
  expect(await hoursOn(ctx, '2026-12-09')).toBe(6)
  expect(await hoursOn(ctx, '2026-12-16')).toBe(0)
  expect((await listCalendars(ctx)).mine).toBeNull()
})

test('hours that are changed change no past, and a change upon an older version is refused', async () => {
  const { id } = await make('Berlin')
  until('2026-11-25T00:00:00Z')
  const holiday = { day: '2026-11-26', names: { en: 'Founding day' } }
  await updateCalendar(ctx, id, { week: [], version: 1 })
  expect(await refusalOf(updateCalendar(ctx, id, { name: 'B', version: 1 }))).toBe('stale')
  until('2026-11-26T00:00:00Z')
  const saved = await updateCalendar(ctx, id, { week: office, holidays: [holiday], version: 2 })
  expect(saved).toMatchObject({ version: 3, holidays: [{ ...holiday, start: '00:00', end: '24:00' }] })
  const times = await timesOfCalendar(ctx, id)
  const worked = ['23', '24', '25', '26', '27'].map(
    day =>
      times.workingTimeBetween(Date.parse(`2026-11-${day}`), Date.parse(`2026-11-${day}T23:59Z`)) / hourMs,
  )
  expect(worked).toEqual([8, 8, 0, 0, 8])
})

test('each wrong span, holiday, absence and name is refused by its rule; no working hour at all is allowed', async () => {
  expect(await refusalOf(make('Never', []))).toBe('nothing')
  const rules = [
    await refusalOf(make('A', [span(1, '17:00', '09:00')])),
    await refusalOf(make('A', [span(1, '09:00', '09:00')])),
    await refusalOf(make('A', [span(1, '09:00', '10:00', true)])),
    await refusalOf(make('A', [span(1, '09:00', '12:00'), span(1, '11:00', '17:00')])),
    await refusalOf(make('A', [span(1, '22:00', '06:00', true), span(2, '05:00', '09:00')])),
    await refusalOf(make('A', [span(1, '05:00', '09:00'), span(7, '22:00', '06:00', true)])),
    await refusalOf(make('never ')),
    await refusalOf(make('A', [span(1, '25:00', '26:00')])),
    await refusalOf(createCalendar(ctx, { name: 'A', timeZone: 'Mars/Olympus', week: [] })),
  ]
  expect(rules).toEqual([
    'calendar.span_backwards',
    'calendar.span_backwards',
    'calendar.span_too_long',
    'calendar.spans_overlap',
    'calendar.spans_overlap',
    'calendar.spans_overlap',
    'calendar.name_taken',
    'invalid',
    'invalid',
  ])
  expect(
    await refusalOf(
      make(
        'Round the clock',
        [1, 2, 3, 4, 5, 6, 7].map(day => span(day, '00:00', '24:00')),
      ),
    ),
  ).toBe('nothing')
  const backwards = [
    { firstDay: '2026-12-02', lastDay: '2026-12-01' },
    { startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T10:00:00Z' },
    { firstDay: '2026-12-02', endsAt: '2026-12-03T10:00:00Z' },
    {},
  ]
  expect(await Promise.all(backwards.map(absence => refusalOf(createAbsence(ctx, absence))))).toEqual([
    'absence.backwards',
    'absence.backwards',
    'absence.no_time',
    'absence.no_time',
  ])
})

test('a calendar that is in use stays, and says by whom; one that nobody works by any more goes and keeps its past', async () => {
  const first = await make('First')
  const second = await make('Second')
  const rep = await mate({ role: 'rep', name: 'Omar Haddad' })
  await chooseCalendar(rep, { calendarId: second.id })
  expect(await refusalOf(removeCalendar(ctx, first.id))).toBe('calendar.is_default')
  const fault = await removeCalendar(ctx, second.id).catch(error => error)
  expect(fault.details).toEqual({ rule: 'calendar.in_use', params: { n: 1, who: 'Omar Haddad' } })
  until('2026-11-30T00:00:00Z')
  await chooseCalendar(rep, { calendarId: null })
  await removeCalendar(ctx, second.id)
  expect(await refusalOf(readCalendar(ctx, second.id))).toBe('not_found')
  expect(await refusalOf(chooseCalendar(rep, { calendarId: second.id }))).toBe('invalid')
  expect(await hoursOn(rep, '2026-11-24')).toBe(8)
})

test('one enters one’s own absences, a manager those of the team, and nobody sees or takes back another’s', async () => {
  const teamId = uuidv7()
  await database.owner`insert into team (id, workspace_id, name) values (${teamId}, ${ctx.workspaceId}, 'Gulf')`
  const rep = await mate({ role: 'rep', teamId })
  const other = await mate({ role: 'rep' })
  const manager = await mate({ role: 'manager', teamId })
  const repId = rep.access.memberId!
  await createAbsence(rep, { firstDay: '2026-11-26', lastDay: '2026-11-27', note: 'Wedding' })
  const half = { startsAt: '2026-11-25T12:00:00Z', endsAt: '2026-11-25T20:00:00Z' }
  const entered = await createAbsence(manager, { memberId: repId, ...half })
  expect(await Promise.all(['24', '25', '26', '27'].map(day => hoursOn(rep, `2026-11-${day}`)))).toEqual([
    8, 3, 0, 0,
  ])
  const seen = async (who: Context) => (await listAbsences(who, { limit: 100 })).length
  expect([await seen(rep), await seen(manager), await seen(other), await seen(ctx)]).toEqual([2, 2, 0, 2])
  const refusals = [
    await refusalOf(createAbsence(other, { memberId: repId, ...half })),
    await refusalOf(createAbsence(manager, { memberId: other.access.memberId!, ...half })),
    await refusalOf(removeAbsence(other, entered.id)),
    await refusalOf(timesOfMember(other, repId)),
    await refusalOf(timesOfMember(manager, repId)),
    await refusalOf(chooseCalendar(other, { calendarId: null, memberId: repId })),
    await refusalOf(createCalendar(manager, { name: 'Mine', timeZone: 'UTC', week: [] })),
  ]
  expect(refusals).toEqual([
    'absence.create',
    'absence.create',
    'not_found',
    'not_found',
    'nothing',
    'calendar.update',
    'calendar.create',
  ])
  until('2026-11-25T15:00:00Z')
  await removeAbsence(rep, entered.id)
  expect(await hoursOn(rep, '2026-11-25')).toBe(5)
})

test('public holidays come with their names in three languages, half days and feasts of several days as they are', () => {
  const of = (country: string, region?: string) =>
    publicHolidays(ctx, { country, region, fromYear: 2027, years: 2 })
  const bavaria = of('DE', 'BY')
  expect(bavaria.filter(({ day }) => day === '2027-01-06')).toHaveLength(1)
  expect(of('DE', 'BE').filter(({ day }) => day === '2027-01-06')).toHaveLength(0)
  expect(bavaria.find(({ day }) => day === '2027-12-24')).toMatchObject({ start: '14:00', end: '24:00' })
  const eid = of('SA').filter(({ names }) => names.ar === 'عيد الفطر' && names.en.includes('Ramadan'))
  expect(eid.slice(0, 2).map(({ day }) => day)).toEqual(['2027-03-09', '2027-03-10'])
  expect(of('FR').find(({ day }) => day === '2028-07-14')?.names).toEqual({
    en: 'Bastille Day',
    fr: 'Fête Nationale de la France',
  })
  for (const place of [['XX'], ['DE', 'XX']] as const) expect(() => of(place[0], place[1])).toThrow(Fault)
})
