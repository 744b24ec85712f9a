import { continueAsNew, isCancellation, log, proxyActivities } from '@temporalio/workflow'
import type { RateActivities } from './rates.activities'

const { workspacesThatFetch } = proxyActivities<RateActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumInterval: '1 minute' },
})
const { fetchRatesOf } = proxyActivities<RateActivities>({
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: '30 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '1 minute' },
})

/**
 * Run by the schedule `exchange-rates`: fetches the rates of every workspace that has set an address, one after another. One that fails does not keep the
 * others from their turn. Goes on page by page after the workspace `after`.
 */
export async function fetchAllRates(after: string | null = null): Promise<void> {
  const { workspaceIds, next } = await workspacesThatFetch(after)
  for (const workspaceId of workspaceIds)
    try {
      await fetchRatesOf({ workspaceId, subjectId: null, requestId: null })
    } catch (error) {
      if (isCancellation(error)) throw error
      log.warn('rates could not be fetched', { workspaceId, error: String(error) })
    }
  if (next !== null) await continueAsNew<typeof fetchAllRates>(next)
}
