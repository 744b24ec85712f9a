import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderStore } from '@sextant/db/blobs/folder-store'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { cancelDelivery } from '@sextant/db/deliveries/cancel-delivery'
import type { DeliveryWhole } from '@sextant/db/deliveries/deliveries.model'
import { readDelivery } from '@sextant/db/deliveries/deliveries.queries'
import { createLog } from '@sextant/db/process/log'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { readNetworks } from '../egress/outside'
import { beginLostWork } from '../relay/lost-work'
import { type Relay, startRelay } from '../relay/relay'
import { startWorkflows } from '../relay/start-workflows.consumer'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { deliveryActivities } from './deliveries.activities'
import { scratchMessage, scratchSecret, useServer, wishAll } from './scratch-mail'
import { type ScratchSmtp, scratchSmtp } from './scratch-smtp'

setDefaultTimeout(120_000)

const log = createLog('worker', () => {})
let folder: string
let db: TestDatabase
let ctx: Context
let smtp: ScratchSmtp
let temporal: TemporalTest
let worker: RunningWorker
let relay: Relay
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-mail-'))
  db = await testDatabase()
  smtp = await scratchSmtp()
  temporal = await temporalTest()
  const { taskQueue } = temporal
  worker = await startWorker(temporal.temporal, log, {
    taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: deliveryActivities({
      db,
      clock: systemClock,
      log,
      blobs: folderStore(folder),
      config: {
        dataFolder: undefined,
        scanner: undefined,
        privateNetworks: readNetworks('127.0.0.1'),
        secret: scratchSecret,
        mail: undefined,
      },
    }),
  })
  relay = await startRelay([startWorkflows(taskQueue)], { db, temporal: temporal.client, log })
  ctx = await testContext(db)
  await useServer(ctx, smtp.port)
})
afterAll(async () => {
  await relay?.stop()
  await worker?.stop()
  await temporal?.close()
  await smtp?.close()
  await db?.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function until(id: string, is: (told: DeliveryWhole) => boolean): Promise<DeliveryWhole> {
  for (;;) {
    const told = await readDelivery(ctx, id)
    if (is(told)) return told
    await Bun.sleep(20)
  }
}
const wish = async (at: string, notBefore: string | null = null) =>
  (await wishAll(ctx, [scratchMessage(at, { notBefore })]))[0]!.id
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const workflow = () => temporal.client.workflow.getHandle(`outbox-${ctx.workspaceId}`)

test('a wish is sent once it is written down, and a later one wakes the work that lies down', async () => {
  const first = await wish('first')
  await until(first, ({ state }) => state === 'handed_over')
  const second = await wish('second')
  await until(second, ({ state }) => state === 'handed_over')
  expect(smtp.accepted).toHaveLength(2)
})

test('what goes later goes at its time, and what is held back before that never does', async () => {
  const [later, never] = [await wish('later', inMs(1_500)), await wish('never', inMs(1_500))]
  await cancelDelivery(ctx, never)
  // The work sleeps until then, and another message meanwhile is not kept waiting.
  const meanwhile = await wish('meanwhile')
  await until(meanwhile, ({ state }) => state === 'handed_over')
  const told = await until(later, ({ state }) => state === 'handed_over')
  expect(told.since >= told.evidence[0]!.until!).toBe(true)
  expect((await readDelivery(ctx, never)).state).toBe('cancelled')
  expect(smtp.accepted.map(({ to }) => to[0])).not.toContain('person-never@gulf.example')
})

test('where nothing waits the work ends; what was missed at that moment, or whose work was lost, is begun anew from its row', async () => {
  await workflow().result()
  // As if it had been written at the very moment in which the work lay down: nobody is woken.
  await db.owner`update delivery_outbox set is_awake = true where workspace_id = ${ctx.workspaceId}`
  const missed = await wish('missed')
  await beginLostWork(
    { db, temporal: temporal.client, log },
    { taskQueue: temporal.taskQueue, endedForMs: 0 },
  )
  await until(missed, ({ state }) => state === 'handed_over')
  const lost = await wish('lost', inMs(1_000))
  await workflow().terminate('Temporal lost it')
  await beginLostWork(
    { db, temporal: temporal.client, log },
    { taskQueue: temporal.taskQueue, endedForMs: 0 },
  )
  await until(lost, ({ state }) => state === 'handed_over')
  expect(smtp.perRecipient().get('person-lost@gulf.example')).toBe(1)
})
