import { afterAll, beforeAll, expect, test } from 'bun:test'
import ICAL from 'ical.js'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import { readCalendarFile, readFeed } from './calendar-file.queries'
import { makeCalendarFeed, readCalendarFeed, revokeCalendarFeed } from './own-calendar-feed'
import { repeatMeeting } from './repeat-meeting'
import { saveInvitees } from './save-invitees'

const clock = handClock('2026-03-25T10:00:00Z')
const origin = 'https://crm.example'
let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database, { clock })
})
afterAll(() => database.drop())

const make = (values: object, by = ctx) => createRecord(by, activityEntity, { kind: 'meeting', ...values })
const feed = (token: string) => readFeed({ db: database, clock, origin }, token)
/** As another program reads it. */
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
const namesIn = (text: string) => eventsIn(text).map(({ summary }) => summary)

test('one meeting is a file that any calendar reads: at its moment, with its people and whatever its texts hold', async () => {
  const name = 'Prüfung; Preise, “neu”\nمراجعة \\ العرض'
  const body = 'x'.repeat(200).concat('😀')
  const { id } = await make({
    name,
    body,
    location: 'Raum 4, Berlin',
    startsAt: '2026-03-29T00:30:00Z',
    endsAt: '2026-03-29T02:00:00Z',
  })
  await saveInvitees(ctx, id, { invitees: [{ email: 'guest@else.example', name: 'Guest; "One"\nTwo' }] })
  const text = await readCalendarFile(ctx, id, origin)
  const lines = text.split('\r\n')
  expect(Math.max(...lines.map(line => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75)
  const [event] = eventsIn(text)
  expect(event!.summary).toBe(name)
  expect(event!.description).toBe(body)
  expect(event!.location).toBe('Raum 4, Berlin')
  expect([event!.startDate, event!.endDate].map(time => time.toJSDate().toISOString())).toEqual([
    '2026-03-29T00:30:00.000Z',
    '2026-03-29T02:00:00.000Z',
  ])
  expect(event!.attendees.map(one => one.getFirstValue())).toEqual(['MAILTO:guest@else.example'])
  expect(event!.attendees[0]!.getParameter('cn')).toBe('Guest;  One Two')
  expect(event!.uid).toBe(`${id}@sextant`)
  expect(await readCalendarFile(ctx, id, origin)).toBe(text)
  await updateRecord(ctx, activityEntity, id, { location: 'Raum 5' })
  const [changed] = eventsIn(await readCalendarFile(ctx, id, origin))
  expect(changed!.sequence).toBe(event!.sequence + 1)
})

test('what has no time is no file, and what one may not see is not there', async () => {
  const note = await make({ kind: 'note', name: 'Noted' })
  expect((await faultOf(readCalendarFile(ctx, note.id, origin))).details.rule).toBe('activity.no_time')
  const stranger = await testContext(database)
  expect((await faultOf(readCalendarFile(stranger, note.id, origin))).code).toBe('not_found')
  expect((await faultOf(readCalendarFile(ctx, 'calendar', origin))).code).toBe('not_found')
})

test('a person’s calendar has what they own and are invited to, by a token of which only the digest is kept', async () => {
  const me = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep', clock })
  await make({ name: 'Own', startsAt: '2026-04-02T09:00:00Z' }, me)
  await make({ kind: 'task', name: 'Due', dueOn: '2026-04-03' }, me)
  const done = await make(
    { kind: 'task', name: 'Done', dueOn: '2026-04-03', doneAt: '2026-03-24T09:00:00Z' },
    me,
  )
  await make({ name: 'Of others', startsAt: '2026-04-02T09:00:00Z' })
  const invited = await make({ name: 'Invited', startsAt: '2026-04-01T09:00:00Z' })
  await saveInvitees(ctx, invited.id, { invitees: [{ memberId: me.access.memberId }] })
  expect(await readCalendarFeed(me)).toEqual({ createdAt: null, lastReadAt: null })
  const { token } = await makeCalendarFeed(me)
  const [row] =
    await database.owner`select f::text as kept from calendar_feed f where member_id = ${me.access.memberId}`
  expect(row!.kept).not.toContain(token)
  const text = await feed(token)
  expect(namesIn(text)).toEqual(['Due', 'Own', 'Invited'])
  expect(eventsIn(text)[0]!.startDate.toString()).toBe('2026-04-03')
  expect(text).not.toContain('ATTENDEE')
  expect((await readCalendarFeed(me)).lastReadAt).not.toBeNull()
  expect(await feed(token)).toBe(text)
  await archiveRecord(ctx, activityEntity, invited.id)
  await updateRecord(me, activityEntity, done.id, { doneAt: null })
  expect(namesIn(await feed(token))).toEqual(expect.arrayContaining(['Done', 'Due', 'Own']))
})

test('a renewed or revoked address, that of somebody who has left or lost the right, and a guess open nothing', async () => {
  const me = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep', clock })
  const { memberId } = me.access
  const codeOf = async (token: string) => (await faultOf(feed(token))).code
  const { token: first } = await makeCalendarFeed(me)
  const { token: second } = await makeCalendarFeed(me)
  expect(await codeOf(first)).toBe('not_found')
  expect(namesIn(await feed(second))).toEqual([])
  const { token: third } = await makeCalendarFeed(me)
  await revokeCalendarFeed(me)
  await revokeCalendarFeed(me)
  expect(await codeOf(third)).toBe('not_found')
  for (const guess of ['', 'x', `${third}x`, third.slice(0, 42), "' or 1=1 --", '%00'])
    expect(await codeOf(guess)).toBe('not_found')
  const { token: last } = await makeCalendarFeed(me)
  await database.owner`update member set role = 'a role that is gone' where id = ${memberId}`
  expect(await codeOf(last)).toBe('not_found')
  await database.owner`update member set role = 'rep' where id = ${memberId}`
  expect(namesIn(await feed(last))).toEqual([])
  await database.owner`update member set deleted_at = now() where id = ${memberId}`
  expect(await codeOf(last)).toBe('not_found')
  const told =
    await database.owner`select kind from event where subject_id = ${memberId} and kind like 'calendar_feed.%' order by seq`
  expect(told.map(({ kind }) => kind)).toEqual([
    'calendar_feed.created',
    'calendar_feed.created',
    'calendar_feed.created',
    'calendar_feed.revoked',
    'calendar_feed.created',
  ])
  const key: Context = { ...me, actor: { type: 'key', id: crypto.randomUUID(), name: 'Key' } }
  expect((await faultOf(makeCalendarFeed(key))).code).toBe('forbidden')
})

test('what repeats is one rule by the clock of its zone, without what was cancelled, and with what was moved', async () => {
  const me = { ...(await testContext(database, { role: 'rep', clock })), timeZone: 'Europe/Berlin' }
  // Clocks are put forward on 29 March 2026, and back on 25 October.
  const { id } = await make(
    { name: 'Weekly', startsAt: '2026-03-23T09:00:00Z', endsAt: '2026-03-23T09:45:00Z' },
    me,
  )
  await repeatMeeting(me, id, { rule: 'FREQ=WEEKLY' })
  const ofSeries = await database.owner<{ id: string; startsAt: Date }[]>`
    select id, starts_at from activity where name = 'Weekly' and workspace_id = ${me.workspaceId} order by starts_at`
  await archiveRecord(me, activityEntity, ofSeries[1]!.id)
  await updateRecord(me, activityEntity, ofSeries[2]!.id, { name: 'Moved', startsAt: '2026-04-07T13:00:00Z' })
  const { token } = await makeCalendarFeed(me)
  const text = await feed(token)
  const lines = text.split('\r\n')
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(75)
  expect(lines.filter(line => line.startsWith('BEGIN:VEVENT'))).toHaveLength(2)
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!)
  expect(zone.tzid).toBe('Europe/Berlin')
  const events = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
  const whole = events.find(event => !event.isRecurrenceException())!
  const moved = events.find(event => event.isRecurrenceException())!
  expect([moved.summary, moved.uid === whole.uid]).toEqual(['Moved', true])
  whole.relateException(moved)
  const steps = whole.iterator()
  const told: string[] = []
  const kept: string[] = []
  for (let n = 0; n < 40; n++) {
    const { startDate, item } = whole.getOccurrenceDetails(steps.next()!)
    told.push(startDate.convertToZone(ICAL.Timezone.utcTimezone).toJSDate().toISOString())
    expect(item.summary).toBe(n === 1 ? 'Moved' : 'Weekly')
  }
  for (const one of ofSeries) if (one.id !== ofSeries[1]!.id) kept.push(one.startsAt.toISOString())
  kept[1] = '2026-04-07T13:00:00.000Z'
  // As they are kept, in winter and in summer.
  expect(told).toEqual(kept.slice(0, 40))
  expect(new Set(told.map(at => at.slice(11, 16)))).toEqual(new Set(['09:00', '13:00', '08:00']))
  expect(await feed(token)).toBe(text)
  // A year later it begins later, and has what is left of the rule.
  const limited = await make({ name: 'Ends', startsAt: '2026-03-30T08:00:00Z' }, me)
  await repeatMeeting(me, limited.id, { rule: 'FREQ=WEEKLY;COUNT=30' })
  clock.move(160 * 86_400_000)
  const later = eventsIn(await feed(token)).find(({ summary }) => summary === 'Ends')!
  expect(later.startDate.toString().slice(0, 10) > '2026-03-30').toBe(true)
  const left = later.iterator()
  let last = left.next()
  for (let next = last; next; next = left.next()) last = next
  expect(last!.toString().slice(0, 10)).toBe('2026-10-19')
  clock.move(-160 * 86_400_000)
})

test('of a series in which somebody has one meeting alone they have that one, and no rule', async () => {
  const me = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep', clock })
  const { id } = await make({ name: 'Theirs', startsAt: '2026-04-06T09:00:00Z' })
  await repeatMeeting(ctx, id, { rule: 'FREQ=DAILY;COUNT=5' })
  await saveInvitees(ctx, id, { invitees: [{ memberId: me.access.memberId }] })
  const { token } = await makeCalendarFeed(me)
  const text = await feed(token)
  expect(namesIn(text)).toEqual(['Theirs'])
  expect(text).not.toContain('RRULE')
})
