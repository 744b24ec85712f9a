import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import {
  CancellationScope,
  defineSignal,
  isCancellation,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow'
import type { WorkRequest } from '../app/request.model'
import type { ModelActivities, TrainingResult } from './models.activities'
import { workOptions } from './patience.workflow'
import { crashed, remarkOf } from './training-failure'

/** Done by the trainer. A trainer that dies is noticed by its missing heartbeat, and another, or itself come back, begins again. */
const { trainOneVersion, scoreByChampion } = proxyActivities<ModelActivities>({
  ...workOptions,
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
})

/** Done by the worker, so that a training can be ended while the trainer is busy or away. */
const { endModelTraining } = proxyActivities<ModelActivities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 minute' },
})

const asked = defineSignal<[string]>('asked')

/** The process that trains may die of something else than its data; it does not do so for half a day. */
const mostCrashes = 3

/** Trains a version, and scores every open record when it is the champion. Ends its training's row in every case. */
export async function trainModel(request: WorkRequest): Promise<string> {
  const stoppable = new CancellationScope()
  setHandler(asked, what => {
    if (what === 'cancel') stoppable.cancel()
  })
  let outcome: TrainingResult | undefined
  try {
    outcome = await stoppable.run(() => train(request))
    // From here on the version is kept: the scores follow it whatever is asked.
    if (outcome === 'champion') await scoreByChampion(request)
    return await ended(request, outcome === 'cancelled' ? 'cancelled' : 'done')
  } catch (error) {
    if (isCancellation(error)) return ended(request, 'cancelled')
    const why = remarkOf(error)
    return ended(request, 'failed', outcome ? remark('failure.not_scored', {}, why.text) : why)
  }
}

async function train(request: WorkRequest): Promise<TrainingResult> {
  for (let crashes = 1; ; crashes += 1) {
    try {
      return await trainOneVersion(request)
    } catch (error) {
      if (!crashed(error) || crashes === mostCrashes) throw error
    }
    await sleep('10 seconds')
  }
}

async function ended(
  request: WorkRequest,
  end: 'done' | 'cancelled' | 'failed',
  failure: Remark | null = null,
): Promise<string> {
  await CancellationScope.nonCancellable(() => endModelTraining(request, end, failure))
  return end
}
