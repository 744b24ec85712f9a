import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { activityEntity } from '@sextant/db/activities/activities.entity'
import { createCalendar } from '@sextant/db/calendars/create-calendar'
import { updateCalendar } from '@sextant/db/calendars/update-calendar'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { createLog } from '@sextant/db/process/log'
import { createRecord } from '@sextant/db/records/create-record'
import { setServicePolicies } from '@sextant/db/service-levels/set-policies'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { ticketEntity } from '@sextant/db/tickets/tickets.entity'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { type Relay, startRelay } from '../relay/relay'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { followTicketClocks } from './clocks.consumer'
import { closeSolved } from './close-solved.workflow'
import { keepClocks } from './keep-clocks.workflow'
import { ticketActivities } from './tickets.activities'

setDefaultTimeout(120_000)

let broken = 0
let db: TestDatabase
let ctx: Context
let calendarId: string
let temporal: TemporalTest
let worker: RunningWorker
let relay: Relay
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  const week = ([1, 2, 3, 4, 5, 6, 7] as const).map(weekday => ({
    weekday,
    start: '00:00',
    end: '24:00',
    nextDay: false,
  }))
  calendarId = (await createCalendar(ctx, { name: 'Always', timeZone: 'UTC', week })).id
  const target = { first_reply: 1, next_reply: 60, solve: 600 }
  await setServicePolicies(ctx, {
    policies: [
      {
        id: crypto.randomUUID(),
        name: 'At once',
        when: null,
        calendarId,
        targets: { low: target, normal: target, high: target, urgent: target },
        pausedIn: ['waiting_customer'],
        warnMinutes: 1,
      },
    ],
  })
  temporal = await temporalTest()
  const log = createLog('worker', () => {})
  const activities = ticketActivities({ db, clock: systemClock, log } as never)
  worker = await startWorker(temporal.temporal, log, {
    taskQueue: temporal.taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: {
      ...activities,
      // The first attempts end after their work was done and before anybody knows, as by the death of their worker.
      keepClocksSome: async () => {
        const waitMs = await activities.keepClocksSome()
        broken += 1
        if (broken < 4) throw new Error('cut off')
        return waitMs
      },
    } satisfies typeof activities,
  })
  relay = await startRelay([followTicketClocks()], { db, temporal: temporal.client, log })
})
afterAll(async () => {
  await relay.stop()
  await worker.stop()
  await temporal.close()
  await db.drop()
})

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await Bun.sleep(100)
  }
  throw new Error('It never came about.')
}

/** What was told of a ticket's clocks. */
const told = (id: string) => db.owner<{ kind: string; occurredAt: Date }[]>`
  select kind, occurred_at from event where subject_id = ${id} and kind in ('clock.warned', 'clock.missed') order by seq`
const replyBy = async (id: string): Promise<Date | undefined> => {
  const [ticket] = await db.owner<{ replyBy: Date | null }[]>`select reply_by from ticket where id = ${id}`
  return ticket?.replyBy ?? undefined
}
/** A ticket that was made so long ago. */
const ticket = (agoMs: number) =>
  createRecord({ ...ctx, clock: () => new Date(Date.now() - agoMs) }, ticketEntity, { name: 'Cold box' })
const run = (workflow: typeof keepClocks) =>
  temporal.client.workflow.start(workflow, { taskQueue: temporal.taskQueue, workflowId: crypto.randomUUID() })

test('a ticket is told to be due once, at its moment, though the worker dies again and again; who was answered is not', async () => {
  const [late, answered] = [await ticket(56_000), await ticket(50_000)]
  await createRecord(ctx, activityEntity, {
    name: 'Called',
    kind: 'call',
    direction: 'out',
    ticketId: answered.id,
    occurredAt: new Date().toISOString(),
  })
  const due = await eventually(() => replyBy(late.id))
  const handle = await run(keepClocks)
  const missed = await eventually(async () =>
    (await told(late.id)).find(({ kind }) => kind === 'clock.missed'),
  )
  expect(missed.occurredAt).toEqual(due)
  expect((await told(late.id)).map(({ kind }) => kind)).toEqual(['clock.warned', 'clock.missed'])
  // Changed hours are found by the same run.
  await updateCalendar(ctx, calendarId, { week: [] })
  await eventually(async () => {
    const [row] = await db.owner<{ state: string }[]>`
      select state from clock_recount where workspace_id = ${ctx.workspaceId} and why = 'calendars' and state = 'done'`
    return row
  })
  await handle.terminate()
  expect(broken).toBeGreaterThan(3)
  expect((await told(late.id)).length).toBe(2)
  expect((await told(answered.id)).map(({ kind }) => kind)).not.toContain('clock.missed')
})

test('what was solved long ago is closed', async () => {
  const { id } = await ticket(0)
  await db.owner`update ticket set status = 'solved', solved_at = now() - interval '8 days' where id = ${id}`
  await (await run(closeSolved)).result()
  const [row] = await db.owner`select status from ticket where id = ${id}`
  expect(row).toEqual({ status: 'closed' })
})
