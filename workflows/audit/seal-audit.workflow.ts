import { proxyActivities } from '@temporalio/workflow'
import type { AuditActivities } from './audit.activities'

const { sealWhatWasNoted } = proxyActivities<AuditActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '4 minutes',
  retry: { initialInterval: '2 seconds', maximumInterval: '30 seconds' },
})

/** Run by the schedule `audit`: seals what was noted since the last time. */
export async function sealAuditEntries(): Promise<void> {
  await sealWhatWasNoted()
}
