import { createCalendar } from '../calendars/create-calendar'
import { updateCalendar } from '../calendars/update-calendar'
import { systemClock } from '../core/clock'
import { listRecords } from '../records/list-records'
import { type Bench, type BenchRound, p95Of } from '../testing/bench'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { ticketEntity } from '../tickets/tickets.entity'
import { followCalendars } from './follow-calendars'
import type { ServicePolicy } from './policy.model'
import { recountSome } from './recount'
import { setServicePolicies } from './set-policies'

const listed = 300_000
const counted = 100_000
/** So long the clocks of that many open tickets may take to be counted anew. */
const longestSeconds = 60

/** So many tickets, one in ten of them open and due within ten days. */
const manyTickets = (
  database: TestDatabase,
  workspaceId: string,
  n: number,
  openOneIn: number,
) => database.owner`
  insert into ticket (id, workspace_id, name, number, priority, status, channel, reopenings, due_at, solved_at, created_at, updated_at)
  select uuidv7(), ${workspaceId}, 'Ticket ' || n, n, 'normal', case when n % ${openOneIn}::int = 0 then 'open' else 'closed' end, 'email', 0,
    case when n % ${openOneIn}::int = 0 then now() + make_interval(mins => n % 14400 - 1000) end,
    case when n % ${openOneIn}::int <> 0 then now() end, now() - make_interval(secs => n), now()
  from generate_series(1, ${n}::int) n`

export const rows: Bench[] = [
  {
    name: 'ticket-queue',
    what: `the queue of open tickets by what is due next among ${listed.toLocaleString('en')} tickets against a plain list by an index, p95`,
    unit: 'ms',
    bar: { atMost: 1.5 },
    rounds: 7,
    async setUp(say): Promise<BenchRound> {
      const database = await testDatabase()
      const ctx = await testContext(database)
      say(`${listed.toLocaleString('en')} tickets`)
      await manyTickets(database, ctx.workspaceId, listed, 10)
      await database.owner`analyze ticket`
      const filter = {
        field: 'status',
        op: 'in' as const,
        value: ['new', 'open', 'waiting_customer', 'waiting_elsewhere'],
      }
      const page = (asked: object) => p95Of(60, () => listRecords(ctx, ticketEntity, { limit: 50, ...asked }))
      return {
        measure: () => page({ filter, sort: 'dueAt' }),
        reference: () => page({ sort: '-createdAt' }),
        tearDown: () => database.drop(),
      }
    },
  },
  {
    name: 'clock-recount',
    what: `the calendar of a policy changes with ${counted.toLocaleString('en')} open tickets: all clocks are counted anew, against ${longestSeconds} s`,
    unit: 's',
    bar: { atMost: 1 },
    rounds: 2,
    async setUp(say): Promise<BenchRound> {
      const database = await testDatabase()
      const ctx = await testContext(database)
      const week = ([1, 2, 3, 4, 5] as const).map(weekday => ({
        weekday,
        start: '08:00',
        end: '17:00',
        nextDay: false,
      }))
      const { id: calendarId } = await createCalendar(ctx, { name: 'Gulf', timeZone: 'Asia/Kuwait', week })
      const target = { first_reply: 60, next_reply: 120, solve: 2400 }
      const policy: ServicePolicy = {
        id: crypto.randomUUID(),
        name: 'Strategic',
        when: null,
        calendarId,
        targets: { low: target, normal: target, high: target, urgent: target },
        pausedIn: ['waiting_customer'],
        warnMinutes: 30,
      }
      await setServicePolicies(ctx, { policies: [policy] })
      say(`${counted.toLocaleString('en')} open tickets`)
      await manyTickets(database, ctx.workspaceId, counted, 1)
      await database.owner`
        insert into ticket_moment (id, workspace_id, ticket_id, at, what, value)
        select uuidv7(), t.workspace_id, t.id, t.created_at + make_interval(mins => s.minutes), s.what, s.value from ticket t,
          (values (0, 'status', '"new"'::jsonb), (30, 'replied', null), (31, 'status', '"waiting_customer"'), (200, 'asked', null), (200, 'status', '"open"')) s(minutes, what, value)
        where t.workspace_id = ${ctx.workspaceId}`
      await database.owner`analyze ticket, ticket_moment`
      const deps = { db: ctx.db, clock: systemClock }
      const count = async () => {
        const began = performance.now()
        while (await recountSome(deps, { maxMs: 10_000 }));
        return (performance.now() - began) / 1000
      }
      await count()
      let hour = 17
      return {
        measure: async () => {
          hour = hour === 17 ? 12 : 17
          await updateCalendar(ctx, calendarId, { week: week.map(span => ({ ...span, end: `${hour}:00` })) })
          await followCalendars(ctx)
          return count()
        },
        reference: async () => longestSeconds,
        tearDown: () => database.drop(),
      }
    },
  },
]
