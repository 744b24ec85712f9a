import { proxyActivities } from '@temporalio/workflow'
import type { DueActivities } from './due.activities'

const { tellWhatIsDue } = proxyActivities<DueActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '4 minutes',
  retry: { initialInterval: '2 seconds', maximumInterval: '30 seconds' },
})

/** Run by the schedule `activities`: tells what of activities has come due. */
export async function tellDueActivities(): Promise<void> {
  await tellWhatIsDue()
}
