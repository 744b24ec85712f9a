import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { WorkRequest } from '../app/request.model'
import type { DeliveryActivities } from './deliveries.activities'

const { sendDue, lieDown } = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
})

/** Whoever writes at the very moment in which it lies down is looked for once more after so long. */
const lookAgainMs = 2_000
const dayMs = 24 * 60 * 60 * 1000

/** Sends a workspace's messages, each at its time, and sleeps until the next one. What it sends stands in the rows alone, so it may begin anew at any point. */
export async function sendDeliveries(request: WorkRequest): Promise<void> {
  let isWoken = false
  setHandler(defineSignal<[string]>('woken'), () => {
    isWoken = true
  })
  for (let isLast = false; ; ) {
    isWoken = false
    while (await sendDue(request)) if (workflowInfo().continueAsNewSuggested) return continueAsNew(request)
    const ms = await lieDown(request)
    if (ms === null && isLast && !isWoken) return
    isLast = ms === null
    await condition(() => isWoken, ms === null ? lookAgainMs : Math.min(ms + 1, dayMs))
    if (workflowInfo().continueAsNewSuggested) return continueAsNew(request)
  }
}
