import { continueAsNew, isCancellation, log, proxyActivities } from '@temporalio/workflow'
import type { ModelActivities } from './models.activities'
import { workOptions } from './patience.workflow'

const { championsAfter } = proxyActivities<ModelActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumInterval: '1 minute' },
})

const { scoreByVersion } = proxyActivities<ModelActivities>(workOptions)

/**
 * Run by the schedule `rescoring`: scores the open records of every workspace that has a champion anew, for what a score says of time (days
 * without a touch, the change in a week) goes stale without any event. One after another, so that a training waits for one workspace at
 * most; one that fails does not keep the others from their turn. Goes on page by page after the workspace `after`.
 */
export async function rescoreAll(after: string | null = null): Promise<void> {
  const { champions, next } = await championsAfter(after)
  for (const { workspaceId, versionId } of champions)
    try {
      await scoreByVersion({ workspaceId, subjectId: versionId, requestId: null }, 'open')
    } catch (error) {
      if (isCancellation(error)) throw error
      log.warn('records could not be scored anew', { workspaceId, versionId, error: String(error) })
    }
  if (next !== null) await continueAsNew<typeof rescoreAll>(next)
}
