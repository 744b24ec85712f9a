import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { workContext } from '@sextant/db/access/work-context'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { Fault, type FaultCode } from '@sextant/db/core/errors'
import { uuidv7 } from '@sextant/db/core/ids'
import { write } from '@sextant/db/events/write'
import { createLog } from '@sextant/db/process/log'
import { startTracing } from '@sextant/db/process/start-tracing'
import { activeTraceparent, newTraceparent, parseTraceparent } from '@sextant/db/process/trace'
import { relayLag } from '@sextant/db/relay/relay-lag.queries'
import { scratchEvent } from '@sextant/db/testing/scratch-event'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { startRelay } from '../relay/relay'
import { scratchDeps, until } from '../relay/scratch-consumer'
import { startWorkflows } from '../relay/start-workflows.consumer'
import type { ScratchActivities } from '../testing/scratch.workflow'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { bundleWorkflows } from './bundle'
import { type RunningWorker, startWorker } from './run-worker'

const folder = mkdtempSync(join(tmpdir(), 'sextant-sight-'))
const lines: string[] = []
const log = createLog('worker', line => lines.push(line))
let db: TestDatabase
let ctx: Context
let temporal: TemporalTest
let worker: RunningWorker
let attempts = 0
const seen: { traceparent: string | undefined; role: string; workspaceId: string }[] = []

beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db, { role: 'marketer' })
  temporal = await temporalTest()
  const look: ScratchActivities['far'] = async request => {
    const own = await workContext({ db, clock: systemClock }, { ...request, onBehalfOf: request.onBehalfOf! })
    await write(own, async ({ emit }) =>
      emit(scratchEvent('scratch.done', request.subjectId, { subject: 'import' })),
    )
    seen.push({ traceparent: own.traceparent, role: own.access.role, workspaceId: own.workspaceId })
    return activeTraceparent() ?? ''
  }
  const activities: ScratchActivities = {
    far: look,
    near: look,
    refuse: async code => {
      attempts += 1
      throw code === 'plain'
        ? new Error('out of order')
        : new Fault(code as FaultCode, 'No sx_abcdef123 here.')
    },
  }
  worker = await startWorker(temporal.temporal, log, {
    taskQueue: temporal.taskQueue,
    workflowBundle: await bundleWorkflows(
      fileURLToPath(new URL('../testing/scratch.workflow.ts', import.meta.url)),
    ),
    activities: { ...activities },
  })
}, 60_000)
afterAll(async () => {
  await worker?.stop()
  await temporal?.close()
  await db?.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('one trace leads from the request through the event and the relay into the workflow, its activities, and what they write', async () => {
  const tracing = startTracing('worker', { dataFolder: folder })
  const traceparent = newTraceparent()
  const { traceId } = parseTraceparent(traceparent)!
  const subjectId = uuidv7()
  await write({ ...ctx, traceparent }, async ({ emit }) =>
    emit(scratchEvent('import.requested', subjectId, { subject: 'import' })),
  )
  const relay = await startRelay([startWorkflows(temporal.taskQueue)], {
    ...scratchDeps(db),
    temporal: temporal.client,
  })
  await until(() => seen.length >= 3)
  await temporal.client.workflow.getHandle(`import-${subjectId}`).result()
  await relay.stop()
  // The same event once more, now that the work is done: it is not done again.
  const again = await startRelay([{ ...startWorkflows(temporal.taskQueue), name: 'again' }], {
    ...scratchDeps(db),
    temporal: temporal.client,
  })
  await until(async () => {
    const lag = (await relayLag(db)).find(({ consumer }) => consumer === 'again')
    return lag?.behind === 0 && lag.failure === null
  })
  await again.stop()
  expect((await temporal.client.workflow.getHandle(`import-${subjectId}`).describe()).status.name).toBe(
    'COMPLETED',
  )
  await until(() => lines.some(line => line.includes('workflow done')))
  await tracing.stop()
  expect(seen).toHaveLength(3)
  for (const each of seen) {
    expect(parseTraceparent(each.traceparent)?.traceId).toBe(traceId)
    expect(each).toMatchObject({ role: 'marketer', workspaceId: ctx.workspaceId })
  }
  const spans: { name: string; traceId: string }[] = readFileSync(
    join(folder, 'logs', 'traces.jsonl'),
    'utf8',
  )
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const names = spans.filter(span => span.traceId === traceId).map(span => span.name)
  for (const name of ['relay import.requested', 'activity far', 'activity near', 'workflow importRecords'])
    expect(names).toContain(name)
  const written = await db.owner`
    select traceparent, actor_type, on_behalf_of, request_id from event where kind = 'scratch.done'`
  expect(written).toHaveLength(3)
  for (const event of written) {
    expect(parseTraceparent(event.traceparent)?.traceId).toBe(traceId)
    expect(event).toMatchObject({ actorType: 'workflow', onBehalfOf: ctx.actor.id, requestId: ctx.requestId })
  }
}, 60_000)

async function refusedWith(code: string) {
  attempts = 0
  const failure = await temporal.client.workflow.execute('refused', {
    workflowId: `refused-${code}-${temporal.taskQueue}`,
    taskQueue: temporal.taskQueue,
    args: [code],
  })
  return { failure, attempts }
}

test('a refusal is not tried again, what may pass is, and the workflow learns the code', async () => {
  const message = 'No sx_[redacted] here.'
  expect(await refusedWith('not_found')).toEqual({ failure: { code: 'not_found', message }, attempts: 1 })
  expect(await refusedWith('invalid')).toEqual({ failure: { code: 'invalid', message }, attempts: 1 })
  expect(await refusedWith('unavailable')).toEqual({ failure: { code: 'unavailable', message }, attempts: 3 })
  expect(await refusedWith('plain')).toEqual({
    failure: { code: 'internal', message: 'out of order' },
    attempts: 3,
  })
  expect(lines.join()).not.toContain('sx_abcdef123')
}, 60_000)
