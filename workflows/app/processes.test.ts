import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { uuidv7 } from '@sextant/db/core/ids'
import { write } from '@sextant/db/events/write'
import { scratchEvent } from '@sextant/db/testing/scratch-event'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { until } from '../relay/scratch-consumer'
import { type TemporalProcess, temporalProcess } from '../testing/temporal-process'
import { connectionTo } from '../testing/temporal-test'
import { temporalClient } from './temporal-client'

let db: TestDatabase
let server: TemporalProcess
let temporal: ReturnType<typeof temporalClient>
const folder = mkdtempSync(join(tmpdir(), 'sextant-processes-'))
beforeAll(async () => {
  db = await testDatabase()
  server = await temporalProcess()
  await server.start()
  temporal = temporalClient(connectionTo(server.address, server.namespace))
}, 60_000)
afterAll(async () => {
  await temporal.close()
  await server.remove()
  await db.drop()
  rmSync(folder, { recursive: true, force: true })
})

function run(entry: string, more: Record<string, string | undefined> = {}) {
  const path = fileURLToPath(new URL(`../${entry}`, import.meta.url))
  const environment = {
    ...process.env,
    DATABASE_APP_URL: db.appUrl,
    DATABASE_SYSTEM_URL: db.systemUrl,
    TEMPORAL_ADDRESS: server.address,
    SEXTANT_DATA: folder,
    ...more,
  }
  const child = Bun.spawn([process.execPath, path], { env: environment, stdout: 'pipe', stderr: 'inherit' })
  const output = { text: '' }
  void (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of child.stdout) output.text += decoder.decode(chunk, { stream: true })
  })()
  const entries = (): Record<string, unknown>[] =>
    output.text
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line))
  const isReady = () => {
    if (child.exitCode !== null) throw new Error(`${entry} ended: ${output.text}`)
    return entries().some(entry => entry.msg === 'ready')
  }
  return { child, entries, ready: () => until(isReady) }
}

test('the worker says that it is ready, keeps the house by schedule, and ends in good order on SIGTERM', async () => {
  await db.owner`
    insert into idempotency (workspace_id, actor, key, fingerprint, created_at, locked_until)
    values (${uuidv7()}, 'a', 'old', 'f', now() - interval '3 days', now() - interval '3 days')`
  const worker = run('app/worker.ts')
  await worker.ready()
  await until(async () => (await db.owner`select 1 from idempotency`).length === 0)
  await until(() =>
    worker.entries().some(entry => entry.msg === 'workflow done' && entry.workflow === 'maintain'),
  )
  for (const schedule of ['maintenance', 'rescoring']) {
    const { policies } = await temporal.client.schedule.getHandle(schedule).describe()
    expect([schedule, policies.overlap]).toEqual([schedule, 'SKIP'])
  }
  // Temporal goes away and comes back: the same worker goes on.
  await server.kill()
  await server.start()
  await temporal.client.workflow.execute('maintain', { workflowId: 'by-hand', taskQueue: 'main' })
  worker.child.kill('SIGTERM')
  const status = await worker.child.exited
  expect([status, worker.entries().at(-1)]).toMatchObject([0, { msg: 'stopped' }])
  for (const entry of worker.entries()) expect(entry.part).toBe('worker')
  // A second one finds the schedule there.
  const again = run('app/worker.ts')
  await again.ready()
  again.child.kill('SIGTERM')
  expect(await again.child.exited).toBe(0)
}, 60_000)

test('the trainer takes its own queue, and ends in good order', async () => {
  const trainer = run('app/trainer.ts')
  await trainer.ready()
  trainer.child.kill('SIGTERM')
  expect(await trainer.child.exited).toBe(0)
}, 60_000)

test('of two relays one is killed: the other starts what is asked for', async () => {
  const ctx = await testContext(db)
  const relays = [run('relay/serve.ts'), run('relay/serve.ts')]
  await Promise.all(relays.map(relay => relay.ready()))
  const ask = async () => {
    const subjectId = uuidv7()
    await write(ctx, async ({ emit }) =>
      emit(scratchEvent('training.requested', subjectId, { subject: 'training' })),
    )
    return `training-${subjectId}`
  }
  const started = (id: string) =>
    until(() =>
      temporal.client.workflow
        .getHandle(id)
        .describe()
        .then(
          () => true,
          () => false,
        ),
    )
  await started(await ask())
  relays[0]!.child.kill('SIGKILL')
  await started(await ask())
  relays[1]!.child.kill('SIGTERM')
  expect(await relays[1]!.child.exited).toBe(0)
}, 60_000)

test('a wrong environment is one clear line that shows no value, and status 1', async () => {
  const relay = run('relay/serve.ts', { TEMPORAL_ADDRESS: undefined, DATABASE_APP_URL: 'secret-thing' })
  expect(await relay.child.exited).toBe(1)
  const said = JSON.stringify(relay.entries())
  expect(said).toContain('TEMPORAL_ADDRESS: is missing')
  expect(said).toContain('DATABASE_APP_URL')
  expect(said).not.toContain('secret-thing')
}, 30_000)
