import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Client } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils'

/**
 * Keeps the history of a workflow that has run, for `replay.test.ts`: `<area>/histories/<what>.json`. Record anew what a deliberate change
 * of a workflow makes unreplayable only when no such workflow can be running anywhere; otherwise use `patched`.
 */
export async function recordHistory(client: Client, workflowId: string, path: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${historyToJSON(history)}\n`)
}
