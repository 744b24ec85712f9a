import type { Client } from '@temporalio/client'
import type { WorkflowsConfig } from '../app/config'
import { temporalClient } from '../app/temporal-client'
import { quietRuntime } from './quiet-runtime'
import { type TemporalProcess, temporalProcess } from './temporal-process'

/** A place on the test run's Temporal server: queues of its own, so that tests do not meet. */
export interface TemporalTest {
  /** As `readConfig().temporal`: for `startWorker` and `temporalClient`. */
  temporal: WorkflowsConfig['temporal']
  client: Client
  /** A task queue that no other test has. */
  taskQueue: string
  close(): Promise<void>
}

let shared: Promise<TemporalProcess> | undefined

/** A real Temporal dev server, started once for the test process and gone with it. */
export async function temporalTest(): Promise<TemporalTest> {
  shared ??= startShared()
  const { address, namespace } = await shared
  const temporal = connectionTo(address, namespace)
  const { client, close } = temporalClient(temporal)
  return { temporal, client, close, taskQueue: `test-${crypto.randomUUID()}` }
}

export const connectionTo = (address: string, namespace: string): WorkflowsConfig['temporal'] => ({
  address,
  namespace,
  apiKey: undefined,
  tls: false,
})

async function startShared(): Promise<TemporalProcess> {
  quietRuntime()
  const server = await temporalProcess()
  await server.start()
  return server
}
