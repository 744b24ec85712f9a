import { proxyActivities } from '@temporalio/workflow'
import type { SumActivities } from './sums.activities'

const { foldSums } = proxyActivities<SumActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '1 minute',
  scheduleToCloseTimeout: '9 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '1 minute' },
})

/** Run by the schedule `deal-sums`: makes one row of what writes have added to each kept sum of deals. */
export async function foldDealSums(): Promise<void> {
  await foldSums()
}
