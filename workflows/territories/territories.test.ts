import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { createLog } from '@sextant/db/process/log'
import { createRecord } from '@sextant/db/records/create-record'
import { setTerritory } from '@sextant/db/territories/set-territory'
import { territoryEntity } from '@sextant/db/territories/territories.entity'
import { readTerritories } from '@sextant/db/territories/territory-tree.queries'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { Context as Activity } from '@temporalio/activity'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { type Relay, startRelay } from '../relay/relay'
import { startWorkflows } from '../relay/start-workflows.consumer'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { territoryActivities } from './territories.activities'

setDefaultTimeout(120_000)

const leads = 5200
let cutOff = 0
let db: TestDatabase
let ctx: Context
let temporal: TemporalTest
let worker: RunningWorker
let relay: Relay
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  temporal = await temporalTest()
  const log = createLog('worker', () => {})
  const activities = territoryActivities({ db, clock: systemClock })
  worker = await startWorker(temporal.temporal, log, {
    taskQueue: temporal.taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: {
      ...activities,
      // The first three attempts are cut off after a slice, as by the death of their worker.
      placeSome: request => {
        const activity = Activity.current()
        if (cutOff < 3)
          Object.assign(activity, {
            heartbeat: (details: unknown) => {
              if (typeof details !== 'number') return
              cutOff += 1
              throw new Error('cut off')
            },
          })
        return activities.placeSome(request)
      },
    } satisfies typeof activities,
  })
  relay = await startRelay([startWorkflows(temporal.taskQueue)], { db, temporal: temporal.client, log })
})
afterAll(async () => {
  await relay.stop()
  await worker.stop()
  await temporal.close()
  await db.drop()
})

test('records are placed by a workflow that goes on where it was cut off, and every record once', async () => {
  await db.owner`
    insert into lead (id, workspace_id, name, city, status, created_at, updated_at)
    select uuidv7(), ${ctx.workspaceId}, 'L' || n, case when n % 2 = 0 then 'Even' else 'Odd' end, 'new', now(), now()
    from generate_series(1, ${leads}::int) n`
  const { id } = await createRecord(ctx, territoryEntity, { name: 'Even' })
  const lead = { field: 'city', op: 'eq', value: 'Even' }
  await setTerritory(ctx, id, { customer: null, lead, memberIds: [] })
  let tree = await readTerritories(ctx)
  expect(tree.placing).toMatchObject({ state: 'queued', total: leads })
  for (let tries = 0; tree.placing?.state !== 'done' && tries < 600; tries += 1) {
    await Bun.sleep(100)
    tree = await readTerritories(ctx)
  }
  expect(tree.placing).toMatchObject({ state: 'done', done: leads, moved: leads / 2 })
  expect([cutOff, tree.territories[0]!.records!.lead]).toEqual([3, leads / 2])
  const [told] = await db.owner<{ n: number }[]>`
    select count(*)::int as n from event where workspace_id = ${ctx.workspaceId} and kind = 'territory.placed'`
  expect(told!.n).toBe(leads / 2)
})
