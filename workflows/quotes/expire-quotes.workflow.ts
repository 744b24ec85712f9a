import { proxyActivities } from '@temporalio/workflow'
import type { QuoteActivities } from './quotes.activities'

const { expireQuotes: expire } = proxyActivities<QuoteActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '8 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '1 minute' },
})

/** Run by the schedule `quotes`: what nobody accepted in time expires. */
export async function expireQuotes(): Promise<void> {
  await expire()
}
