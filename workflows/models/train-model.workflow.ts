import {
  CancellationScope,
  defineSignal,
  isCancellation,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow'
import { failureOf } from '../app/failure-of'
import { trainingQueue, type WorkRequest } from '../app/request.model'
import type { ModelActivities } from './models.activities'

const retry = { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 8 } as const

/** Done by the trainer. A trainer that dies is noticed by its missing heartbeat, and another, or itself come back, begins again. */
const { trainOneVersion, scoreByChampion } = proxyActivities<ModelActivities>({
  taskQueue: trainingQueue,
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '30 seconds',
  retry,
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
})

/** Done by the worker, so that a training can be ended while the trainer is busy or away. */
const { endModelTraining } = proxyActivities<ModelActivities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 minute' },
})

export const asked = defineSignal<[string]>('asked')

/** Trains a version, and scores every open record when it is the champion. Ends its training's row in every case. */
export async function trainModel(request: WorkRequest): Promise<string> {
  const stoppable = new CancellationScope()
  setHandler(asked, what => {
    if (what === 'cancel') stoppable.cancel()
  })
  try {
    const outcome = await stoppable.run(() => trainOneVersion(request))
    // From here on the version is kept: the scores follow it whatever is asked.
    if (outcome === 'champion') await scoreByChampion(request)
    return await ended(request, outcome === 'cancelled' ? 'cancelled' : 'done')
  } catch (error) {
    if (isCancellation(error)) return ended(request, 'cancelled')
    return ended(request, 'failed', failureOf(error).message)
  }
}

async function ended(
  request: WorkRequest,
  end: 'done' | 'cancelled' | 'failed',
  failure: string | null = null,
): Promise<string> {
  await CancellationScope.nonCancellable(() => endModelTraining(request, end, failure))
  return end
}
