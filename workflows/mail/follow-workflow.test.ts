import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { listMailboxes, removeMailbox, saveMailbox } from '@sextant/db/mailboxes/save-mailbox'
import { createLog } from '@sextant/db/process/log'
import { scratchBlobs } from '@sextant/db/testing/scratch-blobs'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { readNetworks } from '../egress/outside'
import { type Relay, startRelay } from '../relay/relay'
import { startWorkflows } from '../relay/start-workflows.consumer'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { mailActivities } from './mail.activities'
import { scratchGreenMail } from './scratch-greenmail'
import { type ScratchImap, scratchPassword } from './scratch-imap'

setDefaultTimeout(120_000)

const installation = 'a secret of the tests only, long enough'
let db: TestDatabase
let ctx: Context
let imap: ScratchImap
let temporal: TemporalTest
let relay: Relay
let startOne: () => Promise<RunningWorker>
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  imap = await scratchGreenMail()
  temporal = await temporalTest()
  const log = createLog('worker', () => {})
  const config = {
    secret: installation,
    privateNetworks: readNetworks('127.0.0.1'),
    dataFolder: undefined,
    scanner: undefined,
    mail: undefined,
  }
  const workflowBundle = await bundleWorkflows()
  const activities = mailActivities({ db, clock: systemClock, log, blobs: scratchBlobs(), config })
  startOne = () =>
    startWorker(temporal.temporal, log, { taskQueue: temporal.taskQueue, workflowBundle, activities })
  relay = await startRelay([startWorkflows(temporal.taskQueue)], { db, temporal: temporal.client, log })
})
afterAll(async () => {
  await relay.stop()
  await temporal.close()
  await imap.stop()
  await db.drop()
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await Bun.sleep(50)
}
const state = async () => (await listMailboxes(ctx)).results[0]
const mails = async () =>
  (
    await db.owner<
      { subject: string }[]
    >`select subject from message where workspace_id = ${ctx.workspaceId} order by subject`
  ).map(({ subject }) => subject)

test('a mailbox is followed from when it is added, through a wrong password and another worker, until it is removed', async () => {
  const client = await imap.client('support1')
  const write = (subject: string) =>
    client.append(
      'INBOX',
      `From: noor@gulf.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@gulf.example>\r\n\r\nHello\r\n`,
    )
  await write('past')
  const box = {
    name: 'Support',
    address: 'support1@meridian.example',
    policy: 'shared',
    host: '127.0.0.1',
    port: imap.port,
    security: 'none',
    user: 'support1',
  }
  const first = await startOne()
  const { id } = await saveMailbox(ctx, installation, undefined, { ...box, password: 'wrong' })
  await until(async () => (await state())?.trouble?.what === 'mail.password')
  await saveMailbox(ctx, installation, id, { ...box, password: scratchPassword })
  await until(async () => (await mails()).includes('past'))
  expect((await state())?.trouble).toBeNull()
  // The process that followed it is gone; what comes meanwhile is found by the next.
  await first.stop()
  await write('meanwhile')
  const second = await startOne()
  await until(async () => (await mails()).includes('meanwhile'))
  expect(await mails()).toEqual(['meanwhile', 'past'])
  await removeMailbox(ctx, id)
  const ended = await temporal.client.workflow.getHandle(`mailbox-${id}`).result()
  expect(ended).toBeUndefined()
  await client.logout()
  await second.stop()
})
