import { proxyActivities } from '@temporalio/workflow'
import { workOptions } from '../app/giving-up.workflow'
import type { WorkRequest } from '../app/request.model'
import { orGiveUp } from './import-given-up.workflow'
import type { ImportActivities } from './imports.activities'

// A check reads from the start again: its next attempt waits no longer for having been broken off often.
const { checkRows } = proxyActivities<ImportActivities>({
  ...workOptions,
  startToCloseTimeout: '2 hours',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
})

/** Counts what an import would do. */
export async function checkImport(request: WorkRequest): Promise<void> {
  await orGiveUp(request, () => checkRows(request))
}
