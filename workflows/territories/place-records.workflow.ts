import { proxyActivities } from '@temporalio/workflow'
import { givingUp, givingUpOptions, workOptions } from '../app/giving-up.workflow'
import type { WorkRequest } from '../app/request.model'
import type { TerritoryActivities } from './territories.activities'

const { placeSome } = proxyActivities<TerritoryActivities>(workOptions)
const { giveUpPlacing } = proxyActivities<TerritoryActivities>(givingUpOptions)

/** Places all records of a workspace in its territories, slice by slice. Its whole state is in the database, so it may begin anew at any point. */
export async function placeRecords(request: WorkRequest): Promise<string> {
  for (;;) {
    const state = await givingUp(
      () => placeSome(request),
      why => giveUpPlacing(request, why),
      'placing.failed',
    )
    if (state !== 'running') return state
  }
}
