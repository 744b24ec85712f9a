import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { fileURLToPath } from 'node:url'
import { partBeats } from '@sextant/db/operations/part-beats'
import { type JudgedPart, judgeParts } from '@sextant/db/operations/part-health.rules'
import { createLog } from '@sextant/db/process/log'
import { freePort } from '@sextant/db/server/free-port'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { until } from '../relay/scratch-consumer'
import { type TemporalProcess, temporalProcess } from '../testing/temporal-process'
import { connectionTo } from '../testing/temporal-test'
import { startHeartbeat } from './heartbeat'
import { temporalProbe } from './temporal-probe'

const log = createLog('relay', () => {})
let db: TestDatabase
let server: TemporalProcess
beforeAll(async () => {
  db = await testDatabase()
  server = await temporalProcess()
  await server.start()
}, 60_000)
beforeEach(async () => {
  await db.owner`delete from part_beat`
})
afterAll(async () => {
  await server.remove()
  await db.drop()
})

const judged = async (part: JudgedPart['part']) =>
  judgeParts(await partBeats(db.system), []).find(one => one.part === part)!
const becomes = (part: JudgedPart['part'], state: JudgedPart['state']) =>
  until(async () => (await judged(part)).state === state)
const beating = () =>
  startHeartbeat(
    'worker',
    {
      system: db.system,
      temporal: temporalProbe(connectionTo(server.address, server.namespace)),
      log,
    },
    50,
  )

test('a process says when Temporal goes away, since when, and when it is back', async () => {
  const heartbeat = beating()
  await becomes('worker', 'well')
  await server.kill()
  await becomes('temporal', 'ill')
  const first = await judged('worker')
  expect(first).toMatchObject({ state: 'ill', reason: 'It does not reach Temporal.', processes: 1 })
  const [{ seen } = { seen: new Date() }] = await db.owner<{ seen: Date }[]>`
    select seen_at as seen from part_beat`
  await until(async () => (await db.owner`select 1 from part_beat where seen_at > ${seen}`).length === 1)
  expect((await judged('temporal')).since).toBe(first.since!)
  await server.start()
  await becomes('temporal', 'well')
  await becomes('worker', 'well')
  await heartbeat.stop()
  expect(await partBeats(db.system)).toEqual([])
}, 60_000)

test('a wrong namespace is as good as no Temporal', async () => {
  const probe = temporalProbe(connectionTo(server.address, 'no-such-namespace'))
  expect(await probe.answers()).toBe(false)
  await probe.close()
}, 30_000)

test('closed while nobody answers, a probe ends with a no, and throws nothing afterwards', async () => {
  const probe = temporalProbe(connectionTo(`127.0.0.1:${await freePort()}`, 'default'))
  // At any time of the asking: an error thrown by a timer would end this run, as it ended the process.
  for (const afterMs of [0, 20, 100, 300]) {
    const asked = probe.answers()
    await Bun.sleep(afterMs)
    await probe.close()
    expect(await asked).toBe(false)
  }
})

test('stopped at once, before its first beat is through, a process leaves nothing', async () => {
  const many = Array.from({ length: 5 }, beating)
  await Promise.all(many.map(heartbeat => heartbeat.stop()))
  expect(await partBeats(db.system)).toEqual([])
}, 30_000)

const run = (entry: string, address = server.address) =>
  Bun.spawn([process.execPath, fileURLToPath(new URL(`../${entry}`, import.meta.url))], {
    env: {
      ...process.env,
      DATABASE_APP_URL: db.appUrl,
      DATABASE_SYSTEM_URL: db.systemUrl,
      TEMPORAL_ADDRESS: address,
    },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'inherit',
  })

test('a trainer that waits for Temporal from its start on is ill, not absent; stopped meanwhile it leaves nothing', async () => {
  const waiting = run('app/trainer.ts', `127.0.0.1:${await freePort()}`)
  outputOf(waiting)
  await becomes('trainer', 'ill')
  expect(await judged('trainer')).toMatchObject({ reason: 'It does not reach Temporal.', processes: 1 })
  waiting.kill('SIGTERM')
  expect(await waiting.exited).toBe(0)
  expect((await judged('trainer')).state).toBe('not_started')
}, 60_000)

test('a relay killed by -9 leaves its last beat; a new one is well, and its clean stop leaves nothing', async () => {
  const killed = run('relay/serve.ts')
  await becomes('relay', 'well')
  killed.kill('SIGKILL')
  await killed.exited
  // What a longer silence comes to.
  await db.owner`update part_beat set seen_at = seen_at - interval '20 seconds'`
  const [{ seenAt } = { seenAt: '' }] = await partBeats(db.system)
  expect(await judged('relay')).toMatchObject({ state: 'ill', processes: 0, since: seenAt })
  const next = run('relay/serve.ts')
  const output = outputOf(next)
  await becomes('relay', 'well')
  // It beats from its start on, but heeds SIGTERM once it is ready.
  await until(() => output.text.includes('"ready"'))
  next.kill('SIGTERM')
  expect(await next.exited).toBe(0)
  expect((await judged('relay')).state).toBe('not_started')
}, 60_000)

/** Reads to the end, whatever is waited for: a process whose output nobody takes would stand still. */
function outputOf(process: Bun.Subprocess<'ignore', 'pipe', 'inherit'>): { text: string } {
  const output = { text: '' }
  void (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of process.stdout) output.text += decoder.decode(chunk, { stream: true })
  })()
  return output
}
