import { proxyActivities } from '@temporalio/workflow'
import { workOptions } from '../app/giving-up.workflow'
import type { WorkRequest } from '../app/request.model'
import { orGiveUp } from './import-given-up.workflow'
import type { ImportActivities } from './imports.activities'

const { checkRows } = proxyActivities<ImportActivities>({ ...workOptions, startToCloseTimeout: '2 hours' })

/** Counts what an import would do. */
export async function checkImport(request: WorkRequest): Promise<void> {
  await orGiveUp(request, () => checkRows(request))
}
