import { Client, Connection } from '@temporalio/client'
import type { WorkflowsConfig } from './config'
import { traceStarts } from './trace-starts'

export interface TemporalClient {
  client: Client
  close(): Promise<void>
}

/** A client that connects when it is first used, and again when the server comes back. What it starts goes on in the active trace. */
export function temporalClient({
  address,
  namespace,
  tls,
  apiKey,
}: WorkflowsConfig['temporal']): TemporalClient {
  const connection = Connection.lazy({ address, tls, apiKey })
  const client = new Client({ connection, namespace, interceptors: { workflow: [traceStarts] } })
  return { client, close: () => connection.close() }
}
