import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@sextant/db/app/open-database'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import type { Database } from '@sextant/db/core/database'
import { uuidv7 } from '@sextant/db/core/ids'
import { requestTraining } from '@sextant/db/models/request-training'
import { readTraining } from '@sextant/db/models/trainings.queries'
import { versionsOf } from '@sextant/db/models/versions.queries'
import { createLog } from '@sextant/db/process/log'
import { freePort } from '@sextant/db/server/free-port'
import { demoWorkspace } from '@sextant/db/testing/demo-workspace'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { readNetworks } from '../egress/outside'
import { quietRuntime } from '../testing/quiet-runtime'
import { connectionTo } from '../testing/temporal-test'
import { timeSkippingServerPath } from '../testing/time-skipping-server'
import { modelActivities } from './models.activities'

setDefaultTimeout(180_000)

const hour = 3_600_000
const log = createLog('worker', () => {})
const folder = mkdtempSync(join(tmpdir(), 'sextant-outage-'))
let environment: TestWorkflowEnvironment
let real: TestDatabase
let gate: Awaited<ReturnType<typeof gateTo>>
let db: ReturnType<typeof renewable>
let workers: RunningWorker[]
let ctx: Context

/** A way to the database that can be shut: then nobody listens any more, and who is there is thrown out. */
async function gateTo(url: string) {
  const target = new URL(url)
  const port = await freePort()
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    const there = connect(Number(target.port), target.hostname)
    for (const one of [socket, there]) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => sockets.delete(one))
    }
    socket.pipe(there).pipe(socket)
  })
  const shut = async () => {
    const closed = new Promise(done => server.close(done))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const open = () => new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  await open()
  return { through: (url: string) => Object.assign(new URL(url), { port: String(port) }).href, open, shut }
}

/** A database whose connections are made anew when asked for: postgres.js waits longer and longer between two tries, by the clock on the wall. */
function renewable(open: () => Database) {
  const opened = [open()]
  const latest = () => opened.at(-1) ?? open()
  const db: Database = {
    get app() {
      return latest().app
    },
    get system() {
      return latest().system
    },
    statements: () => latest().statements(),
    close: async () => {
      await Promise.all(opened.map(one => one.close()))
    },
  }
  return { db, renew: () => void opened.push(open()) }
}

beforeAll(async () => {
  quietRuntime()
  real = await testDatabase()
  gate = await gateTo(real.appUrl)
  db = renewable(() =>
    openDatabase({ appUrl: gate.through(real.appUrl), systemUrl: gate.through(real.systemUrl) }),
  )
  ;({ ctx } = await demoWorkspace(real, 7, { leads: 2500, customers: 30, deals: 40 }))
  const path = await timeSkippingServerPath()
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  })
  const temporal = connectionTo(environment.address, environment.namespace ?? 'default')
  const activities = modelActivities({
    db: db.db,
    log,
    clock: systemClock,
    config: { dataFolder: folder, privateNetworks: readNetworks('') },
  })
  workers = await Promise.all([
    startWorker(temporal, log, { taskQueue: 'main', workflowBundle: await bundleWorkflows(), activities }),
    startWorker(temporal, log, { taskQueue: 'training', activities }),
  ])
})
afterAll(async () => {
  await Promise.all((workers ?? []).map(worker => worker.stop()))
  await environment?.teardown()
  await db?.db.close()
  await gate?.shut()
  await real?.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(model: string) {
  const { id } = await requestTraining(ctx, model)
  const handle = await environment.client.workflow.start('trainModel', {
    workflowId: `training-${id}`,
    taskQueue: 'main',
    args: [
      {
        workspaceId: ctx.workspaceId,
        subjectId: id,
        onBehalfOf: null,
        requestId: null,
        eventId: uuidv7(),
      },
    ],
  })
  return { id, handle }
}

const children = () =>
  spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(line => line.includes('train-child'))
    .map(line => Number.parseInt(line, 10))

test('a database that is away for more than an hour costs no training: it ends in its version once it is back', async () => {
  await gate.shut()
  const began = await environment.currentTimeMs()
  const { id, handle } = await start('deal-win')
  const result = handle.result()
  while ((await environment.currentTimeMs()) - began < 1.2 * hour) {
    db.renew()
    await Bun.sleep(20)
  }
  expect(await readTraining(ctx, 'deal-win', id)).toMatchObject({ state: 'queued', failure: null })
  const { pendingActivities } = (await handle.describe()).raw
  // More often than it used to be tried in all.
  expect(pendingActivities?.[0]?.attempt).toBeGreaterThan(20)
  await gate.open()
  db.renew()
  expect(await result).toBe('done')
  const done = await readTraining(ctx, 'deal-win', id)
  expect(done).toMatchObject({ state: 'done', failure: null })
  expect((await versionsOf(ctx, 'deal-win')).map(version => version.id)).toEqual([done.versionId!])
})

test('what waiting does not mend fails at once, and says why', async () => {
  const { id, handle } = await start('no-such-model')
  expect(await handle.result()).toBe('failed')
  expect(await readTraining(ctx, 'no-such-model', id)).toMatchObject({
    state: 'failed',
    failure: { code: 'failure.gone', text: expect.stringContaining('no such model') },
  })
  const { events } = await handle.fetchHistory()
  const attempts = events?.flatMap(event => event.activityTaskStartedEventAttributes?.attempt ?? [])
  // The training, and the note of its end.
  expect(attempts).toEqual([1, 1])
})

test('a process that dies each time is tried three times, and leaves no files', async () => {
  const { id, handle } = await start('lead-conversion')
  const killed = new Set<number>()
  const result = handle.result()
  let isOver = false
  void result.finally(() => {
    isOver = true
  })
  while (!isOver) {
    for (const pid of children()) {
      process.kill(pid, 'SIGKILL')
      killed.add(pid)
    }
    await Bun.sleep(20)
  }
  expect(await result).toBe('failed')
  expect(killed.size).toBe(3)
  expect(await readTraining(ctx, 'lead-conversion', id)).toMatchObject({
    state: 'failed',
    failure: { code: 'failure.crashed', text: expect.stringContaining('SIGKILL') },
  })
  expect(readdirSync(join(folder, 'trainings'))).toEqual([])
})
