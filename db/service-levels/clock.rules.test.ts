import { expect, test } from 'bun:test'
import fc from 'fast-check'
import type { HoursFrom, TimeLine } from '../calendars/open-block.rules'
import { slowlyOpen } from '../calendars/slow-calendar'
import { workingTimes } from '../calendars/working-time.rules'
import { type TicketStatus, ticketStatuses } from '../tickets/tickets.model'
import { clockAt, type Moment } from './clock.rules'
import type { ClockPolicy, Promised } from './policy.model'

const minuteMs = 60_000
const dayMinutes = 1440
const at = (iso: string) => Date.parse(iso)

/** Zones with a change of clocks of each. */
const changes: Record<string, string> = {
  'Europe/Berlin': '2026-10-25T01:00Z',
  'America/New_York': '2026-03-08T07:00Z',
  'Australia/Lord_Howe': '2026-04-04T15:00Z',
  'Asia/Kuwait': '2026-11-18T00:00Z',
  'Africa/Casablanca': '2026-02-15T02:00Z',
}
const days = 5

const policyOf = (targets: (number | null)[], more: Partial<ClockPolicy> = {}): ClockPolicy => {
  const [first_reply = null, next_reply = null, solve = null] = targets
  const all = { first_reply, next_reply, solve }
  return {
    id: 'p',
    name: 'Strategic',
    calendarId: null,
    targets: { low: all, normal: all, high: all, urgent: all },
    pausedIn: ['waiting_customer'],
    warnMinutes: null,
    ...more,
  }
}

/** The same, worked out by walking from minute to minute, with nothing of the rules. Minutes are counted from the ticket's beginning. */
function slowly(
  open: readonly boolean[],
  history: readonly { minute: number; what: Moment['what']; value?: unknown }[],
  instant: number,
) {
  const until = (minute: number) => history.filter(one => one.minute <= minute)
  const valueAt = (minute: number, what: string) => until(minute).findLast(one => one.what === what)?.value
  const policy = valueAt(instant, 'policy') as ClockPolicy
  const priority = (valueAt(instant, 'priority') ?? 'normal') as 'low'
  const statusAt = (minute: number) => (valueAt(minute, 'status') ?? 'new') as TicketStatus
  const over = (status: TicketStatus) => status === 'solved' || status === 'closed'
  const counts = (minute: number) => {
    const status = statusAt(minute)
    return open[minute] && !over(status) && !(policy.pausedIn as string[]).includes(status)
  }
  const waits: { promised: Promised; from: number; end: number | null; how: string | null }[] = []
  let waiting: (typeof waits)[number] | undefined = { promised: 'first_reply', from: 0, end: null, how: null }
  waits.push(waiting)
  for (const one of until(instant)) {
    const ends =
      one.what === 'replied'
        ? 'met'
        : one.what === 'status' && over(one.value as TicketStatus)
          ? 'dropped'
          : null
    if (ends && waiting) {
      Object.assign(waiting, { end: one.minute, how: ends })
      waiting = undefined
    }
    if (one.what === 'asked' && !waiting) {
      waiting = { promised: 'next_reply', from: one.minute, end: null, how: null }
      waits.push(waiting)
    }
  }
  let solved: number | null = null
  if (over(statusAt(instant))) {
    const stays = until(instant).filter(({ what }) => what === 'status')
    let n = stays.length - 1
    while (n > 0 && over(stays[n - 1]!.value as TicketStatus)) n -= 1
    solved = stays[n]!.minute
  }
  waits.push({ promised: 'solve', from: 0, end: solved, how: solved === null ? null : 'met' })
  return waits.flatMap(({ promised, from, end, how }) => {
    const target = policy.targets[priority][promised]
    if (target === null) return []
    const stop = end ?? instant
    let used = 0
    let due: number | null = null
    for (let minute = from; minute < stop; minute++) {
      if (counts(minute)) used += 1
      if (used === target && due === null) due = minute + 1
    }
    const goes =
      end === null && !over(statusAt(instant)) && !(policy.pausedIn as string[]).includes(statusAt(instant))
    if (due === null && goes) {
      let more = used
      for (let minute = stop; minute < open.length; minute++) {
        if (open[minute]) more += 1
        if (more === target) {
          due = minute + 1
          break
        }
      }
    }
    const late = due !== null && (end === null ? due <= instant : due < end)
    return [{ promised, from, end, state: how ?? (goes ? 'running' : 'paused'), used, due, late }]
  })
}

const clock = fc.integer({ min: 0, max: 47 }).map(half => {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(half / 2))}:${two((half % 2) * 30)}`
})
const week = fc.array(
  fc
    .record({
      weekday: fc.constantFrom(...([1, 2, 3, 4, 5, 6, 7] as const)),
      start: clock,
      end: clock,
      nextDay: fc.boolean(),
    })
    .map(span => (span.nextDay || span.end > span.start ? span : { ...span, nextDay: true })),
  { minLength: 3, maxLength: 12 },
)
const minutes = fc.constantFrom(null, 1, 30, 60, 120, 240, 600)
const policies = fc
  .tuple(minutes, minutes, minutes, fc.subarray(['waiting_customer', 'waiting_elsewhere'] as const))
  .map(([a, b, c, pausedIn]) => policyOf([a, b, c], { pausedIn }))
const happening = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(...ticketStatuses).map(value => ({ what: 'status' as const, value })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('low', 'normal', 'high').map(value => ({ what: 'priority' as const, value })),
  },
  { weight: 3, arbitrary: fc.constantFrom('asked', 'replied').map(what => ({ what }) as { what: 'asked' }) },
  { weight: 1, arbitrary: policies.map(value => ({ what: 'policy' as const, value })) },
)
const scene = fc.constantFrom(...Object.keys(changes)).chain(timeZone => {
  const change = at(changes[timeZone]!)
  const version = fc.record({
    from: fc.integer({ min: -days, max: days }).map(n => change + n * dayMinutes * minuteMs),
    timeZone: fc.constant(timeZone),
    week,
    holidays: fc.array(
      fc.record({
        day: fc
          .integer({ min: -2, max: 3 })
          .map(n => new Date(change + n * 86_400_000).toISOString().slice(0, 10)),
        names: fc.constant({ en: 'Holiday' }),
        start: fc.constantFrom('00:00', '12:00'),
        end: fc.constantFrom('12:30', '24:00'),
      }),
      { maxLength: 1 },
    ),
  })
  return fc.record({
    begin: fc.integer({ min: 0, max: 2 * dayMinutes }).map(n => change - n * minuteMs),
    line: fc.array(version, { minLength: 1, maxLength: 2 }).map(list => ({
      hours: list.sort((a, b) => a.from - b.from) as HoursFrom[],
      away: [],
    })),
    policy: policies,
    happenings: fc.array(fc.tuple(fc.nat(2 * dayMinutes), happening), { maxLength: 10 }),
    instants: fc.array(fc.nat(3 * dayMinutes), { minLength: 4, maxLength: 4 }),
  })
})

test('a clock at any instant is the one that is found by walking from minute to minute, across every change of clocks', () => {
  let asked = 0
  const seen = new Set<string>()
  fc.assert(
    fc.property(scene, ({ begin, line, policy, happenings, instants }) => {
      const told = [
        { minute: 0, what: 'policy' as const, value: policy },
        { minute: 0, what: 'status' as const, value: 'new' },
        ...happenings.toSorted(([a], [b]) => a - b).map(([minute, happened]) => ({ minute, ...happened })),
      ]
      const history = told.map(({ minute, ...moment }) => ({
        ...moment,
        at: begin + minute * minuteMs,
      })) as Moment[]
      const open = slowlyOpen(line as TimeLine, begin, days * dayMinutes)
      const times = workingTimes(line as TimeLine)
      for (const instant of [...instants, ...told.map(({ minute }) => minute)]) {
        const { clocks } = clockAt(history, () => times, begin + instant * minuteMs)
        const minuteOf = (ms: number | null) => (ms === null ? null : (ms - begin) / minuteMs)
        const beyond = (minute: number | null) => (minute !== null && minute > open.length ? null : minute)
        expect(
          clocks.map(({ promised, startedAt, endedAt, state, usedMs, dueAt, isLate }) => ({
            promised,
            from: minuteOf(startedAt),
            end: minuteOf(endedAt),
            state,
            used: usedMs / minuteMs,
            due: beyond(minuteOf(dueAt)),
            late: isLate,
          })),
        ).toEqual(slowly(open, told, instant) as never)
        for (const { stretches, startedAt, endedAt, usedMs, leftMs, targetMs, state, isLate } of clocks) {
          // The explanation has no gaps, and adds up.
          const end = endedAt ?? begin + instant * minuteMs
          let place = startedAt
          for (const stretch of stretches) {
            expect(stretch.start).toBe(place)
            place = stretch.end
          }
          expect(place).toBe(end)
          expect(usedMs + leftMs).toBe(targetMs)
          seen.add(`${state} ${isLate}`)
          asked += 1
        }
      }
    }),
    { numRuns: 1_000 },
  )
  expect(asked).toBeGreaterThan(10_000)
  expect([...seen].sort()).toEqual([
    'dropped false',
    'dropped true',
    'met false',
    'met true',
    'paused false',
    'paused true',
    'running false',
    'running true',
  ])
}, 120_000)

const kuwait: TimeLine = {
  hours: [
    {
      from: 0,
      timeZone: 'Asia/Kuwait',
      week: ([7, 1, 2, 3, 4] as const).map(weekday => ({
        weekday,
        start: '08:00',
        end: '17:00',
        nextDay: false,
      })),
      holidays: [],
    },
  ],
  away: [],
}
const times = workingTimes(kuwait)
const story: Moment[] = [
  { at: at('2026-11-17T09:30+03:00'), what: 'policy', value: policyOf([480, 228, 540], { warnMinutes: 60 }) },
  { at: at('2026-11-17T09:30+03:00'), what: 'status', value: 'new' },
  { at: at('2026-11-18T08:20+03:00'), what: 'replied' },
  { at: at('2026-11-18T08:20+03:00'), what: 'status', value: 'waiting_customer' },
  { at: at('2026-11-18T10:20+03:00'), what: 'asked' },
  { at: at('2026-11-18T10:20+03:00'), what: 'status', value: 'open' },
]
const kind = (instant: string, promised: Promised) =>
  clockAt(story, () => times, at(instant)).clocks.findLast(one => one.promised === promised)

test('a clock explains itself: nine hours from Tuesday, two hours for the customer, due on Wednesday at 11:30', () => {
  const solve = kind('2026-11-18T13:38+03:00', 'solve')!
  expect(solve.dueAt).toBe(at('2026-11-18T11:30+03:00'))
  expect([solve.isLate, solve.state, solve.leftMs / minuteMs]).toEqual([true, 'running', -128])
  expect(solve.stretches.map(({ status, runs, workMs }) => [status, runs, workMs / minuteMs])).toEqual([
    ['new', true, 470],
    ['waiting_customer', false, 120],
    ['open', true, 198],
  ])
  // Without the wait it would have been due at the start of that sum.
  const paused = solve.stretches.reduce((sum, { runs, workMs }) => sum + (runs ? 0 : workMs), 0)
  expect(times.addWorkingTime(solve.startedAt, solve.targetMs)).toBe(at('2026-11-18T09:30+03:00'))
  expect(times.addWorkingTime(solve.startedAt, solve.targetMs + paused)).toBe(solve.dueAt!)
})

test('what happens later changes nothing of how a clock stood', () => {
  const before = clockAt(story.slice(0, 2), () => times, at('2026-11-18T08:00+03:00'))
  expect(clockAt(story, () => times, at('2026-11-18T08:00+03:00'))).toEqual(before)
  expect(kind('2026-11-18T09:00+03:00', 'solve')).toMatchObject({
    state: 'paused',
    dueAt: null,
    leftMs: 70 * minuteMs,
  })
  expect(kind('2026-11-18T09:00+03:00', 'next_reply')).toBeUndefined()
})

test('a first reply is met, and a next one is waited for from the customer’s letter on', () => {
  expect(kind('2026-11-18T13:38+03:00', 'first_reply')).toMatchObject({ state: 'met', isLate: false })
  expect(kind('2026-11-18T13:38+03:00', 'next_reply')).toMatchObject({
    state: 'running',
    dueAt: at('2026-11-18T14:08+03:00'),
    warnAt: at('2026-11-18T13:08+03:00'),
  })
})

test('a ticket that is opened again after a year goes on with the time that was left', () => {
  const reopened: Moment[] = [
    ...story.slice(0, 3),
    { at: at('2026-11-18T08:20+03:00'), what: 'status', value: 'solved' },
    { at: at('2027-11-18T09:00+03:00'), what: 'status', value: 'open' },
  ]
  const solve = clockAt(reopened, () => times, at('2027-11-18T09:30+03:00')).clocks.at(-1)!
  expect([solve.usedMs / minuteMs, solve.leftMs / minuteMs, solve.dueAt]).toEqual([
    500,
    40,
    at('2027-11-18T10:10+03:00'),
  ])
})

test('without a policy there are no clocks, and one that promises nothing for a priority has none for it', () => {
  expect(clockAt([], () => times, 0).clocks).toEqual([])
  expect(clockAt([{ at: 0, what: 'status', value: 'new' }], () => times, 10).clocks).toEqual([])
})

test('a calendar without any work makes nothing due', () => {
  const never = workingTimes({ hours: [{ from: 0, timeZone: 'UTC', week: [], holidays: [] }], away: [] })
  expect(clockAt(story, () => never, at('2026-11-18T13:38+03:00')).clocks.at(-1)).toMatchObject({
    dueAt: null,
    isLate: false,
  })
})
