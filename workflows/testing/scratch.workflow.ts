import { continueAsNew, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import { failureOf, type WorkFailure } from '../app/failure-of'
import type { WorkRequest } from '../app/request.model'

/** The activities of the workflows below, for tests of the frame. */
export interface ScratchActivities {
  far(request: WorkRequest): Promise<string>
  near(request: WorkRequest): Promise<string>
  refuse(code: string): Promise<void>
}

const { far, refuse } = proxyActivities<ScratchActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: 10, maximumAttempts: 3 },
})
const { near } = proxyLocalActivities<ScratchActivities>({ startToCloseTimeout: '10 seconds' })

/** Goes through an activity, a local one, and a next run. */
export async function importRecords(request: WorkRequest, run = 1): Promise<string> {
  await far(request)
  if (run < 2) return continueAsNew<typeof importRecords>(request, run + 1)
  return near(request)
}

/** What a workflow sees of a fault. */
export async function refused(code: string): Promise<WorkFailure | undefined> {
  try {
    await refuse(code)
    return undefined
  } catch (error) {
    return failureOf(error)
  }
}
