import { patched, proxyActivities } from '@temporalio/workflow'
import type { MaintenanceActivities } from './maintenance.activities'

const { makePartitions, dropOldAnswers, dropIncompleteFiles, sweepAttachments } =
  proxyActivities<MaintenanceActivities>({
    startToCloseTimeout: '10 minutes',
    scheduleToCloseTimeout: '3 hours',
    retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
  })

/** Run by the schedule `maintenance`. Each task is tried by itself: one that fails does not keep the others from being done. */
export async function maintain(): Promise<void> {
  const tasks = [makePartitions(), dropOldAnswers(), dropIncompleteFiles()]
  if (patched('files-of-records')) tasks.push(sweepAttachments())
  const done = await Promise.allSettled(tasks)
  for (const task of done) if (task.status === 'rejected') throw task.reason
}
