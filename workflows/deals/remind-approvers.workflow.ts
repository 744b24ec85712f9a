import { proxyActivities } from '@temporalio/workflow'
import type { ApprovalActivities } from './approvals.activities'

const { remind } = proxyActivities<ApprovalActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '8 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '1 minute' },
})

/** Run by the schedule `approvals`: reminds who may decide what has waited its time. */
export async function remindApprovers(): Promise<void> {
  await remind()
}
