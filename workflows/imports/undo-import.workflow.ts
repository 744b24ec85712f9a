import { proxyActivities } from '@temporalio/workflow'
import type { WorkRequest } from '../app/request.model'
import { givingUp, workOptions } from './giving-up.workflow'
import type { ImportActivities } from './imports.activities'

const { undoRows } = proxyActivities<ImportActivities>(workOptions)

/** Takes an import back, a slice at a time. */
export async function undoImport(request: WorkRequest): Promise<string> {
  for (;;) {
    const state = await givingUp(request, () => undoRows(request))
    if (state !== 'undoing') return state
  }
}
