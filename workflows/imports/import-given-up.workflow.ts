import { proxyActivities } from '@temporalio/workflow'
import { givingUp, givingUpOptions } from '../app/giving-up.workflow'
import type { WorkRequest } from '../app/request.model'
import type { ImportActivities } from './imports.activities'

const { giveUp } = proxyActivities<ImportActivities>(givingUpOptions)

/** Does work on an import; when it cannot be done, says so in its row. */
export const orGiveUp = <T>(request: WorkRequest, work: () => Promise<T>): Promise<T> =>
  givingUp(work, ({ message }) => giveUp(request, message), 'import.failed')
