import { proxyActivities } from '@temporalio/workflow'
import { workOptions } from '../app/giving-up.workflow'
import type { WorkRequest } from '../app/request.model'
import { orGiveUp } from './import-given-up.workflow'
import type { ImportActivities } from './imports.activities'

const { undoRows } = proxyActivities<ImportActivities>(workOptions)

/** Takes an import back, a slice at a time. */
export async function undoImport(request: WorkRequest): Promise<string> {
  for (;;) {
    const state = await orGiveUp(request, () => undoRows(request))
    if (state !== 'undoing') return state
  }
}
