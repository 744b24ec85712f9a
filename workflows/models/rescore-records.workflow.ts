import { proxyActivities } from '@temporalio/workflow'
import type { WorkRequest } from '../app/request.model'
import type { ModelActivities } from './models.activities'
import { workOptions } from './patience.workflow'

const { scoreByVersion } = proxyActivities<ModelActivities>(workOptions)

/** Scores every open record anew after a version was made the champion by hand. The request's subject is the version. */
export async function rescoreRecords(request: WorkRequest): Promise<void> {
  await scoreByVersion(request)
}
