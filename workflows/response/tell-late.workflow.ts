import { proxyActivities } from '@temporalio/workflow'
import type { ResponseActivities } from './response.activities'

const { tellLateLeads } = proxyActivities<ResponseActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '4 minutes',
  retry: { initialInterval: '2 seconds', maximumInterval: '30 seconds' },
})

/** Run by the schedule `first-response`: tells of leads that nobody has answered in time. */
export async function tellLate(): Promise<void> {
  await tellLateLeads()
}
