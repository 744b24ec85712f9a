import { afterAll, beforeAll, expect, spyOn, test } from 'bun:test'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import { write } from '@sextant/db/events/write'
import { relayLag } from '@sextant/db/relay/relay-lag.queries'
import { scratchEvent } from '@sextant/db/testing/scratch-event'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { temporalClient } from '../app/temporal-client'
import { type TemporalProcess, temporalProcess } from '../testing/temporal-process'
import { connectionTo } from '../testing/temporal-test'
import { startRelay } from './relay'
import { scratchConsumer, scratchDeps, until } from './scratch-consumer'
import { startWorkflows } from './start-workflows.consumer'

let db: TestDatabase
let ctx: Context
let server: TemporalProcess
let temporal: ReturnType<typeof temporalClient>
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  server = await temporalProcess()
  await server.start()
  temporal = temporalClient(connectionTo(server.address, server.namespace))
}, 60_000)
afterAll(async () => {
  await temporal.close()
  await server.remove()
  await db.drop()
})

const emit = (kind: string, subjectId: string, payload: Record<string, unknown> = {}) =>
  write(ctx, async ({ emit }) =>
    emit(scratchEvent(kind, subjectId, { subject: kind.split('.')[0]!, payload })),
  )

const deps = () => ({ ...scratchDeps(db), temporal: temporal.client })

/** The signals that a workflow has got, with their arguments. */
async function signalsOf(workflowId: string) {
  const { events } = await temporal.client.workflow.getHandle(workflowId).fetchHistory()
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    const data = signal?.input?.payloads?.[0]?.data
    return signal ? [`${signal.signalName} ${data ? Buffer.from(data).toString() : ''}`] : []
  })
}

const isRunning = async (workflowId: string, type: string) => {
  const description = await temporal.client.workflow
    .getHandle(workflowId)
    .describe()
    .catch(() => undefined)
  return description?.status.name === 'RUNNING' && description.type === type
}

test('each kind that asks for work starts or signals its workflow, and a signal to nobody is no fault', async () => {
  const relay = await startRelay([startWorkflows()], deps())
  const [imported, trained] = [uuidv7(), uuidv7()]
  await emit('training.asked', uuidv7(), { asked: 'cancel' })
  await emit('import.requested', imported)
  await emit('import.asked', imported, { asked: 'pause' })
  await emit('import.asked', imported, { asked: 'resume' })
  await emit('import.undo_requested', imported)
  await emit('training.requested', trained)
  await emit('training.asked', trained, { asked: 'cancel' })
  await until(() => isRunning(`import-${imported}`, 'importRecords'))
  await until(() => isRunning(`undo-${imported}`, 'undoImport'))
  await until(() => isRunning(`training-${trained}`, 'trainModel'))
  await until(async () => (await signalsOf(`training-${trained}`)).length === 1)
  expect(await signalsOf(`import-${imported}`)).toEqual(['asked "pause"', 'asked "resume"'])
  expect(await signalsOf(`training-${trained}`)).toEqual(['asked "cancel"'])
  await relay.stop()
})

test('work that fails between being found running and being looked at is begun anew', async () => {
  const imported = uuidv7()
  const workflowId = `import-${imported}`
  const { workflow } = temporal.client
  const relay = await startRelay([startWorkflows()], deps())
  await emit('import.requested', imported)
  await until(() => isRunning(workflowId, 'importRecords'))
  const run = async () => (await workflow.getHandle(workflowId).describe()).runId
  const first = await run()
  const start = spyOn(workflow, 'start').mockImplementationOnce(async () => {
    await workflow.getHandle(workflowId).terminate()
    throw new WorkflowExecutionAlreadyStartedError('It runs.', workflowId, 'importRecords')
  })
  await emit('import.requested', imported)
  await until(async () => (await run()) !== first)
  start.mockRestore()
  expect(await isRunning(workflowId, 'importRecords')).toBe(true)
  await relay.stop()
})

test('an event that comes twice starts its workflow once', async () => {
  const imported = uuidv7()
  await emit('import.requested', imported)
  const [first, second] = [startWorkflows(), startWorkflows()].map((consumer, n) => ({
    ...consumer,
    name: `twice-${n}`,
  }))
  const relay = await startRelay([first!, second!], deps())
  const behind = async () =>
    (await relayLag(db)).filter(lag => lag.consumer.startsWith('twice') && lag.behind > 0)
  await until(async () => (await behind()).length === 0)
  const { runId } = await temporal.client.workflow.getHandle(`import-${imported}`).describe()
  expect(runId).toBeDefined()
  expect((await relayLag(db)).filter(lag => lag.failure !== null)).toEqual([])
  await relay.stop()
})

test('work asked for anew while its old run has not ended yet is begun anew, and a repetition is not', async () => {
  const imported = uuidv7()
  const handle = temporal.client.workflow.getHandle(`import-${imported}`)
  const runs = async () => (await handle.describe()).runId
  await emit('import.requested', imported)
  const once = await startRelay([{ ...startWorkflows(), name: 'anew' }], deps())
  await until(() => isRunning(`import-${imported}`, 'importRecords'))
  const first = await runs()
  await emit('import.requested', imported)
  await until(async () => (await runs()) !== first)
  await once.stop()
  expect(await isRunning(`import-${imported}`, 'importRecords')).toBe(true)
  // The last event again, as after a relay's death: the run it started goes on.
  const second = await runs()
  const [row] = await db.owner<{ xid: string; seq: string }[]>`
    select xid::text, (seq - 1)::text as seq from event where subject_id = ${imported} order by seq desc limit 1`
  await db.owner`update relay_cursor set xid = ${row!.xid}, seq = ${row!.seq} where consumer = 'anew'`
  const again = await startRelay([{ ...startWorkflows(), name: 'anew' }], deps())
  await until(async () => (await relayLag(db)).find(lag => lag.consumer === 'anew')?.behind === 0)
  await again.stop()
  expect(await runs()).toBe(second)
})

test('while Temporal is away other consumers go on, the failure shows, and the work starts when it is back', async () => {
  const other = scratchConsumer('other', { kinds: ['import.requested'] })
  const relay = await startRelay([startWorkflows(), other.consumer], deps())
  const state = async () => (await relayLag(db)).find(lag => lag.consumer === 'start-workflows')
  await until(async () => (await state())?.behind === 0)
  const known = uuidv7()
  await emit('import.requested', known)
  await until(() => isRunning(`import-${known}`, 'importRecords'))
  await server.kill()
  const imported = uuidv7()
  await emit('import.requested', imported)
  await until(() => other.got.some(event => event.subjectId === imported))
  await until(async () => (await state())?.failingSince != null)
  expect(await state()).toMatchObject({ behind: 1 })
  await server.start()
  await until(() => isRunning(`import-${imported}`, 'importRecords'))
  await until(async () => (await state())?.failingSince === null)
  // It kept what it knew.
  expect(await isRunning(`import-${known}`, 'importRecords')).toBe(true)
  await relay.stop()
}, 60_000)
