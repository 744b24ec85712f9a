import { proxyActivities } from '@temporalio/workflow'
import { givingUp, givingUpOptions } from '../app/giving-up.workflow'
import type { WorkRequest } from '../app/request.model'
import type { RateActivities } from './rates.activities'

const { fetchRatesOf } = proxyActivities<RateActivities>({
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: '12 hours',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
})
const { giveUpFetch } = proxyActivities<RateActivities>(givingUpOptions)

/** Fetches the rates of one workspace, as somebody has asked for it. How the address answered is told by its settings. */
export const fetchRates = (request: WorkRequest): Promise<string | null> =>
  givingUp(
    () => fetchRatesOf(request),
    () => giveUpFetch(request),
    'rates.failed',
  )
