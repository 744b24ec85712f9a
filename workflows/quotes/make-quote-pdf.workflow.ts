import { proxyActivities } from '@temporalio/workflow'
import type { WorkRequest } from '../app/request.model'
import type { QuoteActivities } from './quotes.activities'

/** An outage of the database is waited for; what cannot be set at all is said in the version's row. */
const { makePdf } = proxyActivities<QuoteActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '12 hours',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
})

/** Makes the PDF of a version that was sent, or once more with its signature when it was accepted. */
export const makeQuotePdf = (request: WorkRequest): Promise<void> => makePdf(request)
