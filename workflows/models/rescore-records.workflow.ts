import { proxyActivities } from '@temporalio/workflow'
import { trainingQueue, type WorkRequest } from '../app/request.model'
import type { ModelActivities } from './models.activities'

const { scoreByVersion } = proxyActivities<ModelActivities>({
  taskQueue: trainingQueue,
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 8 },
})

/** Scores every open record anew after a version was made the champion by hand. The request's subject is the version. */
export async function rescoreRecords(request: WorkRequest): Promise<void> {
  await scoreByVersion(request)
}
