import { Connection } from '@temporalio/client'
import type { WorkflowsConfig } from './config'

export interface TemporalProbe {
  /** Whether Temporal answers for our namespace within three seconds. Never throws. */
  answers(): Promise<boolean>
  close(): Promise<void>
}

const ANSWER_MS = 3_000

/** A connection of its own to ask Temporal whether it is there. One that failed is not used again: it would wait longer each time. */
export function temporalProbe({
  address,
  namespace,
  tls,
  apiKey,
}: WorkflowsConfig['temporal']): TemporalProbe {
  let connection: Connection | undefined
  const close = async () => {
    const old = connection
    connection = undefined
    await old?.close().catch(() => undefined)
  }
  return {
    answers: async () => {
      // No interceptor: the usual one tries again by a timer, and throws where nobody can catch it when the connection was closed meanwhile.
      const asked =
        connection ?? Connection.lazy({ address, tls, apiKey, connectTimeout: ANSWER_MS, interceptors: [] })
      connection = asked
      try {
        await asked.withDeadline(Date.now() + ANSWER_MS, () =>
          asked.workflowService.describeNamespace({ namespace }),
        )
        return true
      } catch {
        await close()
        return false
      }
    },
    close,
  }
}
