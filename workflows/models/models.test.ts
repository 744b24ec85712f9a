import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { activateVersion } from '@sextant/db/models/activate-version'
import { cancelTraining } from '@sextant/db/models/cancel-training'
import { requestTraining } from '@sextant/db/models/request-training'
import { readTraining } from '@sextant/db/models/trainings.queries'
import { versionsOf } from '@sextant/db/models/versions.queries'
import { createLog } from '@sextant/db/process/log'
import { createRecord } from '@sextant/db/records/create-record'
import { demoWorkspace } from '@sextant/db/testing/demo-workspace'
import { scratchBlobs } from '@sextant/db/testing/scratch-blobs'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { bundleWorkflows } from '../app/bundle'
import { maintenanceActivities } from '../app/maintenance.activities'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { type Relay, startRelay } from '../relay/relay'
import { startWorkflows } from '../relay/start-workflows.consumer'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { modelActivities } from './models.activities'
import { rescore } from './rescore.consumer'

setDefaultTimeout(180_000)

const model = 'lead-conversion'
const folder = mkdtempSync(join(tmpdir(), 'sextant-models-'))
const log = createLog('worker', () => {})
let db: TestDatabase
let ctx: Context
let temporal: TemporalTest
let worker: RunningWorker
let relay: Relay
let trainer: Bun.Subprocess | undefined

/** A trainer in a process of its own, as `up` runs it. */
const startTrainer = () =>
  Bun.spawn([process.execPath, fileURLToPath(new URL('../app/trainer.ts', import.meta.url))], {
    env: {
      ...process.env,
      DATABASE_APP_URL: db.appUrl,
      DATABASE_SYSTEM_URL: db.systemUrl,
      TEMPORAL_ADDRESS: temporal.temporal.address,
      SEXTANT_DATA: folder,
    },
    stdout: 'ignore',
    stderr: 'ignore',
  })

const childrenOf = (pid: number) =>
  spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(line => line.includes('train-child'))
    .map(line => Number.parseInt(line, 10))

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found) return found
    await Bun.sleep(100)
  }
}
const stateOf = async (id: string) => (await readTraining(ctx, model, id)).state
const over = (id: string) => until(async () => ['done', 'failed', 'cancelled'].includes(await stateOf(id)))
const training = (id: string) => until(async () => (await stateOf(id)) === 'training')

beforeAll(async () => {
  db = await testDatabase()
  ;({ ctx } = await demoWorkspace(db, 7, { leads: 3000, customers: 60, deals: 60 }))
  temporal = await temporalTest()
  const deps = { db, log, clock: systemClock, config: {} as never, blobs: scratchBlobs() }
  worker = await startWorker(temporal.temporal, log, {
    taskQueue: temporal.taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: { ...modelActivities(deps), ...maintenanceActivities(deps) },
  })
  trainer = startTrainer()
  relay = await startRelay([startWorkflows(temporal.taskQueue), rescore(temporal.taskQueue)], {
    db,
    temporal: temporal.client,
    log,
  })
})
afterAll(async () => {
  await relay?.stop()
  trainer?.kill('SIGKILL')
  await trainer?.exited
  await worker?.stop()
  await temporal?.close()
  await db?.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('asked for, a model is trained in its own process, becomes the champion, and every open lead has a score', async () => {
  const { id } = await requestTraining(ctx, model)
  await over(id)
  const done = await readTraining(ctx, model, id)
  expect(done).toMatchObject({ state: 'done', failure: null })
  expect(done.progress.curve!.length).toBeGreaterThan(3)
  expect(done.progress.rowsRead!).toBeGreaterThan(2000)
  expect(done.progress.scored).toBe(done.progress.toScore)
  expect((await versionsOf(ctx, model)).map(({ version, alias, id }) => ({ version, alias, id }))).toEqual([
    { version: 1, alias: 'champion', id: done.versionId! },
  ])
  const [open] = await db.owner`
    select count(*)::int as leads, count(score)::int as scored from lead where status in ('new', 'working', 'qualified', 'nurture')`
  expect(open!.scored).toBe(open!.leads)
})

test('a new lead is scored by the relay, once', async () => {
  const lead = await createRecord(ctx, leadEntity, {
    name: 'Inès Moreau',
    source: 'referral',
    jobTitle: 'Head of operations',
    industry: 'logistics',
    employees: 240,
  })
  await until(async () => (await db.owner`select score from lead where id = ${lead.id}`)[0]?.score !== null)
  await Bun.sleep(1500)
  const events = await db.owner`select kind from event where subject_id = ${lead.id} order by seq`
  expect(events.map(event => event.kind)).toEqual(['lead.created', 'lead.scored'])
})

test('kill -9 of the trainer in mid-training: another goes on, it ends in exactly one version, and no files are left', async () => {
  const { id } = await requestTraining(ctx, model)
  await training(id)
  const children = childrenOf(trainer!.pid)
  expect(children).toHaveLength(1)
  expect(readdirSync(join(folder, 'trainings'))).toHaveLength(1)
  trainer!.kill('SIGKILL')
  await trainer!.exited
  trainer = startTrainer()
  await over(id)
  expect(await stateOf(id)).toBe('done')
  expect(await db.owner`select 1 from model_version where training_id = ${id}`).toHaveLength(1)
  await until(async () => !children.some(isAlive))
  expect(readdirSync(join(folder, 'trainings'))).toEqual([])
})

test('cancelled in mid-training, it stops within seconds, leaves no process, no version, and the next may begin', async () => {
  const versions = (await versionsOf(ctx, model)).length
  const { id } = await requestTraining(ctx, model)
  await training(id)
  await cancelTraining(ctx, model, id)
  await over(id)
  expect(await stateOf(id)).toBe('cancelled')
  expect(childrenOf(trainer!.pid)).toEqual([])
  expect(await versionsOf(ctx, model)).toHaveLength(versions)
  const queued = await requestTraining(ctx, model)
  await cancelTraining(ctx, model, queued.id)
  await over(queued.id)
  expect(await stateOf(queued.id)).toBe('cancelled')
})

test('after a roll-back every score is that version’s', async () => {
  const former = (await versionsOf(ctx, model)).find(version => version.version === 1)!
  await activateVersion(ctx, model, 2)
  await activateVersion(ctx, model, 1)
  await until(async () => {
    const [left] =
      await db.owner`select count(*)::int as others from score where version_id <> ${former.id} and workspace_id = ${ctx.workspaceId}`
    return left!.others === 0
  })
})

test('scored anew by schedule: what a score says of the week is right again, a broken workspace keeps nobody, and twice does no harm', async () => {
  const broken = await testContext(db)
  await db.owner`
    insert into model_version (id, workspace_id, model, version, alias, state, card, artifact, training_id, created_at)
    values (${uuidv7()}, ${broken.workspaceId}, ${model}, 1, 'champion', 'ready', '{}', '{"nothing": "of use"}', ${uuidv7()}, now())`
  // An open lead that nothing happens to: it rose by nine points, two weeks ago.
  const [lead] = await db.owner<{ id: string }[]>`
    update lead set score_change = 9 where id = (
      select id from lead where score is not null and status = 'working' and workspace_id = ${ctx.workspaceId} limit 1)
    returning id`
  await db.owner`update score set scored_at = now() - interval '2 days' where subject_id = ${lead!.id}`
  const again = async () => {
    await temporal.client.workflow.execute('rescoreAll', {
      workflowId: `rescoring-${uuidv7()}`,
      taskQueue: temporal.taskQueue,
    })
    const [row] = await db.owner`
      select l.score_change as change, s.scored_at as at from lead l join score s on s.subject_id = l.id where l.id = ${lead!.id}`
    return row!
  }
  const first = await again()
  expect(first.change).not.toBe(9)
  expect(Date.now() - new Date(first.at).getTime()).toBeLessThan(24 * 60 * 60 * 1000)
  expect(await again()).toEqual(first)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
