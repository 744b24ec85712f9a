import { Connection, isGrpcServiceError } from '@temporalio/client'
import type { WorkflowsConfig } from '../app/config'

const CONNECT_MS = 2_000
const REACH_MS = 10_000
const ANSWER_MS = 5_000

/** Whether the Temporal server at `host:port` answers for this namespace. */
export async function namespaceAnswers(address: string, namespace: string): Promise<boolean> {
  try {
    await describe({ address, namespace, tls: false, apiKey: undefined }, CONNECT_MS)
    return true
  } catch {
    return false
  }
}

/** Resolves when the Temporal that the environment names answers for its namespace. The error says which variable to look at. */
export async function reachTemporal(temporal: WorkflowsConfig['temporal']): Promise<void> {
  const { address, namespace } = temporal
  try {
    await describe(temporal, REACH_MS)
  } catch (error) {
    const code = isGrpcServiceError(error) ? error.code : undefined
    // Whoever may not look at the namespace may still work in it.
    if (code === PERMISSION_DENIED) return
    if (code === NOT_FOUND)
      throw new Error(
        `Temporal at ${address} has no namespace "${namespace}". Make it there, or name another with TEMPORAL_NAMESPACE.`,
      )
    if (code === UNAUTHENTICATED)
      throw new Error(
        `Temporal at ${address} does not know us. Check TEMPORAL_API_KEY, or TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY.`,
      )
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `Temporal at ${address} does not answer (${why}). Check TEMPORAL_ADDRESS and TEMPORAL_TLS, or unset them to use the embedded server.`,
    )
  }
}

// Of gRPC.
const NOT_FOUND = 5
const PERMISSION_DENIED = 7
const UNAUTHENTICATED = 16

async function describe(
  { address, namespace, tls, apiKey }: WorkflowsConfig['temporal'],
  connectTimeout: number,
): Promise<void> {
  const connection = await Connection.connect({ address, tls, apiKey, connectTimeout })
  try {
    await connection.withDeadline(Date.now() + ANSWER_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    )
  } finally {
    await connection.close()
  }
}
