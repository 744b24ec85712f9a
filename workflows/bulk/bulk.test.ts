import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { askBulk } from '@sextant/db/bulk/ask-bulk'
import type { Bulk } from '@sextant/db/bulk/bulk.model'
import { readBulk } from '@sextant/db/bulk/bulks.queries'
import { steerBulk } from '@sextant/db/bulk/steer-bulk'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { write } from '@sextant/db/events/write'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { createLog } from '@sextant/db/process/log'
import { writeBatch } from '@sextant/db/records/write-batch'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { Context as Activity } from '@temporalio/activity'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { type Relay, startRelay } from '../relay/relay'
import { startWorkflows } from '../relay/start-workflows.consumer'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { bulkActivities } from './bulk.activities'

setDefaultTimeout(180_000)

const people = 1500
/** How many attempts were cut off. */
let cutOff = 0
let mostAttempts = 0
const log = createLog('worker', () => {})
let db: TestDatabase
let ctx: Context
let temporal: TemporalTest
let worker: RunningWorker
let relay: Relay
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  temporal = await temporalTest()
  const { taskQueue } = temporal
  const activities = bulkActivities({ db, clock: systemClock })
  const breaking = <T>(work: () => Promise<T>): Promise<T> => {
    const activity = Activity.current()
    const { attempt } = activity.info
    mostAttempts = Math.max(mostAttempts, attempt)
    let slices = 0
    // Each attempt is cut off with a slice done, as by the death of its worker: a first one with its first, a further one with its second.
    Object.assign(activity, {
      heartbeat: (details: unknown) => {
        if (typeof details !== 'number') return
        slices += 1
        if (attempt > 1 && slices < 2) return
        cutOff += 1
        throw new Error('cut off')
      },
    })
    return work()
  }
  worker = await startWorker(temporal.temporal, log, {
    taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: {
      ...activities,
      changeSome: request => breaking(() => activities.changeSome(request)),
      takeSomeBack: request => breaking(() => activities.takeSomeBack(request)),
    } satisfies typeof activities,
  })
  relay = await startRelay([startWorkflows(taskQueue)], { db, temporal: temporal.client, log })
  await write(ctx, to =>
    writeBatch(
      ctx,
      to,
      leadEntity,
      Array.from({ length: people }, (_, at) => ({
        before: null,
        values: { name: `Person ${at}`, city: 'Riga', status: at % 2 ? 'new' : ('working' as const) },
      })),
    ),
  )
})
afterAll(async () => {
  await relay?.stop()
  await worker?.stop()
  await temporal?.close()
  await db?.drop()
})

async function until(id: string, is: (bulk: Bulk) => boolean): Promise<Bulk> {
  for (;;) {
    const bulk = await readBulk(ctx, id)
    if (is(bulk)) return bulk
    await Bun.sleep(20)
  }
}
const inState = (id: string, ...states: Bulk['state'][]) => until(id, ({ state }) => states.includes(state))
const count = async (city: string, status?: string) =>
  (await db.owner`select 1 from lead where city = ${city} and status = coalesce(${status ?? null}, status)`)
    .length

test('work that is cut off in the middle goes on, changes no record twice and leaves none out; and all go back to what each was', async () => {
  const { id } = await askBulk(ctx, {
    entity: 'lead',
    verb: 'update',
    values: { city: 'Oslo', status: 'nurture' },
    matching: { filter: 'city:eq:Riga' },
  })
  const done = await inState(id, 'done', 'failed')
  expect(done).toMatchObject({ state: 'done', counts: { changed: people, same: 0, refused: 0 } })
  expect(await count('Oslo', 'nurture')).toBe(people)
  const events = await db.owner`
    select count(*)::int as n, count(distinct subject_id)::int as leads from event where cause_id = ${id} and kind = 'lead.updated'`
  expect([events[0]!.n, events[0]!.leads]).toEqual([people, people])
  await steerBulk(ctx, id, 'undo')
  expect(await inState(id, 'undone', 'done')).toMatchObject({
    state: 'undone',
    undo: { undone: people, kept: 0 },
  })
  expect(cutOff).toBeGreaterThan(2)
  // However often it is cut off: with each progress the waiting begins anew.
  expect(mostAttempts).toBe(2)
  expect([await count('Riga', 'new'), await count('Riga', 'working')]).toEqual([people / 2, people / 2])
})

test('of somebody who leaves meanwhile it says that, and another may go on with it', async () => {
  const leaver = await testContext(db, { workspaceId: ctx.workspaceId, role: 'manager' })
  await db.owner`update member set deleted_at = now() where id = ${leaver.access.memberId}`
  const { id } = await askBulk(leaver, {
    entity: 'lead',
    verb: 'archive',
    matching: { filter: 'city:eq:Riga;status:eq:new' },
  })
  expect(await inState(id, 'failed')).toMatchObject({
    failure: { rule: 'asker.gone' },
    counts: { changed: 0 },
  })
  await steerBulk(ctx, id, 'resume')
  expect(await inState(id, 'done')).toMatchObject({ failure: null, counts: { changed: people / 2 } })
})
