import { proxyActivities } from '@temporalio/workflow'
import { givingUp, givingUpOptions, workOptions } from '../app/giving-up.workflow'
import type { WorkRequest } from '../app/request.model'
import type { BulkActivities } from './bulk.activities'

export const { changeSome, takeSomeBack } = proxyActivities<BulkActivities>(workOptions)
const { giveUpBulk } = proxyActivities<BulkActivities>(givingUpOptions)

/** Does work on a bulk change; when it cannot be done, such as for somebody who has left, says so in its row. */
export const orGiveUp = <T>(request: WorkRequest, work: () => Promise<T>): Promise<T> =>
  givingUp(work, why => giveUpBulk(request, why), 'bulk.failed')
