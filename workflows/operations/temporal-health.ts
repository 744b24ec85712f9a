import { Connection } from '@temporalio/client'

/** Whether the Temporal server at `host:port` answers for this namespace. */
export async function namespaceAnswers(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 }).catch(() => undefined)
  if (!connection) return false
  try {
    await connection.withDeadline(Date.now() + 5_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    )
    return true
  } catch {
    return false
  } finally {
    await connection.close()
  }
}
