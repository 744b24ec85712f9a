import {
  ActivityFailure,
  type ActivityOptions,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
} from '@temporalio/workflow'
import type { WorkRequest } from '../app/request.model'
import type { ImportActivities } from './imports.activities'

/** A batch takes under a second: a dead worker is noticed after a quarter of a minute; an outage of the database is waited for, for half a day. */
export const workOptions: ActivityOptions = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '15 seconds',
  scheduleToCloseTimeout: '12 hours',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
}

const { giveUp } = proxyActivities<ImportActivities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 minute', maximumAttempts: 100 },
})

/** Does the work; when it cannot be done, says so in the import's row, where the person who waits sees it, and fails. */
export async function givingUp<T>(request: WorkRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isCancellation(error)) throw error
    const cause = error instanceof ActivityFailure ? error.cause : error
    const message = cause instanceof Error ? cause.message : String(error)
    await giveUp(request, message)
    throw ApplicationFailure.nonRetryable(message, 'import.failed')
  }
}
