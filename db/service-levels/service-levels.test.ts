import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { createCalendar } from '../calendars/create-calendar'
import { updateCalendar } from '../calendars/update-calendar'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { closeSolved } from '../tickets/close-solved'
import { keepContacts } from '../tickets/keep-contacts'
import { saveTicketSettings } from '../tickets/ticket-settings'
import { ticketEntity } from '../tickets/tickets.entity'
import { followCalendars } from './follow-calendars'
import { followClocks } from './follow-clocks'
import { readServicePolicies } from './policies.queries'
import type { ServicePolicy } from './policy.model'
import { readClocks } from './read-clocks'
import { recountSome } from './recount'
import { setServicePolicies } from './set-policies'
import { tellDue } from './tell-due'

const minuteMs = 60_000
let clock = handClock('2026-11-17T06:30:00.000Z')
let database: TestDatabase
let ctx: Context
let calendarId: string
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const kuwait = {
  name: 'Gulf',
  timeZone: 'Asia/Kuwait',
  week: ([7, 1, 2, 3, 4] as const).map(weekday => ({
    weekday,
    start: '08:00',
    end: '17:00',
    nextDay: false,
  })),
}
const targets = { first_reply: 60, next_reply: 120, solve: 540 }
const policy = (more: Partial<ServicePolicy> = {}): ServicePolicy => ({
  id: crypto.randomUUID(),
  name: 'Strategic, Gulf',
  when: null,
  calendarId,
  targets: {
    low: { ...targets, solve: null },
    normal: targets,
    high: targets,
    urgent: { ...targets, first_reply: 15 },
  },
  pausedIn: ['waiting_customer'],
  warnMinutes: 30,
  ...more,
})

beforeEach(async () => {
  // Tuesday, 09:30 in Kuwait.
  clock = handClock('2026-11-17T06:30:00.000Z')
  ctx = await testContext(database, { clock })
  await database.owner`update clock_recount set state = 'done'`
  await database.owner`update ticket_clock set next_at = null`
  calendarId = (await createCalendar(ctx, kuwait)).id
  await setServicePolicies(ctx, { policies: [policy()] })
  await database.owner`update clock_recount set state = 'done'`
})

const make = async (values: Record<string, unknown> = {}) => {
  const ticket = await createRecord(ctx, ticketEntity, { name: 'Cold box arrived open', ...values })
  await followClocks(ctx, [ticket.id])
  return ticket.id
}
const change = async (id: string, values: Record<string, unknown>) => {
  await updateRecord(ctx, ticketEntity, id, values)
  await followClocks(ctx, [id])
}
const contact = async (id: string, what: 'asked' | 'replied') => {
  const contact = { id: uuidv7(), ticketId: id, at: clock().toISOString(), what, opens: what === 'asked' }
  await keepContacts(ctx, [contact, contact])
  await keepContacts(ctx, [contact])
  await followClocks(ctx, [id])
}
const ticketOf = async (id: string) => {
  const [row] = await database.owner<Record<string, unknown>[]>`
    select status, policy, to_char(reply_by at time zone 'Asia/Kuwait', 'DD HH24:MI') as reply, to_char(solve_by at time zone 'Asia/Kuwait', 'DD HH24:MI') as solve,
      to_char(due_at at time zone 'Asia/Kuwait', 'DD HH24:MI') as due, left_minutes::int as left, reopenings::int as reopenings from ticket where id = ${id}`
  return { ...row }
}
const told = async (id: string) =>
  (
    await database.owner<{ kind: string; promised: string }[]>`
      select kind, payload ->> 'promised' as promised from event where subject_id = ${id} and kind in ('clock.warned', 'clock.missed') order by seq`
  ).map(({ kind, promised }) => `${kind} ${promised}`)
const deps = () => ({ db: ctx.db, clock })
const recount = async () => {
  while (await recountSome(deps(), { maxMs: 0 }));
}

test('a new ticket is due by the policy that fits it, in the hours of its calendar', async () => {
  const id = await make()
  expect(await ticketOf(id)).toMatchObject({
    policy: 'Strategic, Gulf',
    reply: '17 10:30',
    solve: '18 09:30',
    due: '17 10:30',
    left: null,
  })
  expect(await ticketOf(await make({ priority: 'urgent' }))).toMatchObject({ reply: '17 09:45' })
  expect(await ticketOf(await make({ priority: 'low' }))).toMatchObject({ reply: '17 10:30', solve: null })
})

test('a policy with a condition holds for what fits it, and where none fits nothing is due', async () => {
  await setServicePolicies(ctx, {
    policies: [policy({ name: 'Incidents', when: { field: 'type', op: 'eq', value: 'incident' } as never })],
  })
  expect(await ticketOf(await make({ type: 'incident' }))).toMatchObject({
    policy: 'Incidents',
    due: '17 10:30',
  })
  expect(await ticketOf(await make({ type: 'question' }))).toMatchObject({ policy: null, due: null })
})

test('while it waits for the customer its clock stands still and keeps what is left; their answer opens it and starts it again', async () => {
  const id = await make()
  clock.move(30 * minuteMs)
  await contact(id, 'replied')
  await change(id, { status: 'waiting_customer' })
  expect(await ticketOf(id)).toMatchObject({ reply: null, solve: null, due: null, left: 510 })
  clock.move(120 * minuteMs)
  await contact(id, 'asked')
  expect(await ticketOf(id)).toMatchObject({
    status: 'open',
    reply: '17 14:00',
    solve: '18 11:30',
    due: '17 14:00',
    left: null,
  })
  await contact(id, 'replied')
  expect(await ticketOf(id)).toMatchObject({ reply: null, due: '18 11:30' })
})

test('a letter of the customer opens what was solved and closed long ago, once', async () => {
  const id = await make()
  await change(id, { status: 'solved' })
  await change(id, { status: 'closed' })
  expect(await ticketOf(id)).toMatchObject({ due: null })
  clock.move(365 * 24 * 60 * minuteMs)
  await contact(id, 'asked')
  expect(await ticketOf(id)).toMatchObject({ status: 'open', reopenings: 1 })
})

test('somebody is warned before, and told at the moment, each once, whoever tells', async () => {
  const id = await make()
  expect((await tellDue(deps())).nextAt?.toISOString()).toBe('2026-11-17T07:00:00.000Z')
  clock.move(30 * minuteMs)
  await Promise.all([tellDue(deps()), tellDue(deps())])
  expect(await told(id)).toEqual(['clock.warned first_reply'])
  expect((await tellDue(deps())).nextAt?.toISOString()).toBe('2026-11-17T07:30:00.000Z')
  clock.move(31 * minuteMs)
  await tellDue(deps())
  await tellDue(deps())
  await followClocks(ctx, [id])
  await tellDue(deps())
  expect(await told(id)).toEqual(['clock.warned first_reply', 'clock.missed first_reply'])
  const [missed] = await database.owner<{ occurredAt: Date }[]>`
    select occurred_at from event where subject_id = ${id} and kind = 'clock.missed'`
  // At the moment itself, though it was told a minute later.
  expect(missed!.occurredAt.toISOString()).toBe('2026-11-17T07:30:00.000Z')
})

test('what was done in time, or is solved, is told of no more', async () => {
  const [answered, solved] = [await make(), await make()]
  await contact(answered, 'replied')
  await change(solved, { status: 'solved' })
  clock.move(61 * minuteMs)
  await tellDue(deps())
  expect(await told(answered)).toEqual([])
  expect(await told(solved)).toEqual([])
})

test('a changed policy counts the clocks of open tickets anew, tells what moved, and leaves how they stood before', async () => {
  const [open, solved] = [await make(), await make()]
  await change(solved, { status: 'solved' })
  const [{ policies, version }, asked] = [await readServicePolicies(ctx), clock().toISOString()]
  const before = await readClocks(ctx, open, asked)
  clock.move(40 * minuteMs)
  const quicker = { ...targets, first_reply: 30 }
  await setServicePolicies(
    ctx,
    {
      policies: [
        { ...policies[0]!, targets: { low: quicker, normal: quicker, high: quicker, urgent: quicker } },
      ],
    },
    version as never,
  )
  await recount()
  expect(await ticketOf(open)).toMatchObject({ reply: '17 10:00', due: '17 10:00' })
  expect((await readServicePolicies(ctx)).recount).toMatchObject({
    state: 'done',
    why: 'policies',
    lookedAt: 1,
    moved: 1,
    earlier: 1,
    late: 1,
  })
  const moved = await database.owner<{ before: unknown; after: unknown }[]>`
    select before, after from event where subject_id = ${open} and kind = 'clock.targets_moved'`
  expect(moved).toHaveLength(1)
  expect(await readClocks(ctx, open, asked)).toEqual({ ...before, moments: expect.anything() as never })
  await tellDue(deps())
  expect(await told(open)).toEqual(['clock.missed first_reply'])
})

test('changed hours count clocks anew, a slice at a time and gone on with anywhere, and doing it twice changes nothing', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) ids.push(await make())
  await updateCalendar(ctx, calendarId, { week: kuwait.week.map(span => ({ ...span, end: '10:00' })) })
  await followCalendars(ctx)
  await followCalendars(ctx)
  await recount()
  for (const id of ids) expect(await ticketOf(id)).toMatchObject({ reply: '18 08:30' })
  expect((await readServicePolicies(ctx)).recount).toMatchObject({
    why: 'calendars',
    lookedAt: 5,
    moved: 5,
    earlier: 0,
  })
  await followCalendars(ctx)
  await recount()
  expect((await readServicePolicies(ctx)).recount).toMatchObject({ lookedAt: 5, moved: 0 })
})

test('a clock explains itself for any instant, and the sum adds up', async () => {
  const id = await make()
  clock.move((22 * 60 + 50) * minuteMs)
  await contact(id, 'replied')
  await change(id, { status: 'waiting_customer' })
  clock.move(120 * minuteMs)
  await contact(id, 'asked')
  clock.move(198 * minuteMs)
  const { clocks, policy: held, work } = await readClocks(ctx, id)
  expect(held).toEqual({ name: 'Strategic, Gulf', calendar: 'Gulf', timeZone: 'Asia/Kuwait' })
  expect(clocks.find(({ promised }) => promised === 'solve')).toMatchObject({
    plainDueAt: '2026-11-18T06:30:00.000Z',
    pausedMinutes: 120,
    dueAt: '2026-11-18T08:30:00.000Z',
    isLate: true,
    leftMinutes: -128,
    stretches: [
      { status: 'new', runs: true, workMinutes: 470 },
      { status: 'waiting_customer', runs: false, workMinutes: 120 },
      { status: 'open', runs: true, workMinutes: 198 },
    ],
  })
  expect(work).toHaveLength(2)
  const then = await readClocks(ctx, id, '2026-11-18T06:00:00Z')
  expect(then.clocks.at(-1)).toMatchObject({ state: 'paused', dueAt: null, leftMinutes: 70, isLate: false })
  expect((await readClocks(ctx, id, '2026-11-16T06:00:00Z')).clocks).toEqual([])
  const stranger = await testContext(database, { clock })
  await expect(readClocks(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
})

test('policies that cannot be are refused, each with its place', async () => {
  const [a, b] = [policy(), policy()]
  await expect(
    setServicePolicies(ctx, { policies: [a, { ...b, calendarId: crypto.randomUUID() }] }),
  ).rejects.toMatchObject({
    details: {
      problems: [
        { pointer: '/policies/1/name', code: 'name_taken' },
        { pointer: '/policies/1/calendarId', code: 'reference_missing' },
      ],
    },
  })
  const rep = await testContext(database, { clock, workspaceId: ctx.workspaceId, role: 'rep' })
  await expect(setServicePolicies(rep, { policies: [] })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a solved ticket is closed after as many days as the workspace waits, and never by itself where it does not', async () => {
  const id = await make()
  await change(id, { status: 'solved' })
  clock.move(6 * 24 * 60 * minuteMs)
  await closeSolved(deps())
  expect(await ticketOf(id)).toMatchObject({ status: 'solved' })
  clock.move(24 * 60 * minuteMs)
  await saveTicketSettings(ctx, { closeAfterDays: null })
  await closeSolved(deps())
  expect(await ticketOf(id)).toMatchObject({ status: 'solved' })
  await saveTicketSettings(ctx, { closeAfterDays: 7 })
  await closeSolved(deps())
  expect(await ticketOf(id)).toMatchObject({ status: 'closed' })
})
