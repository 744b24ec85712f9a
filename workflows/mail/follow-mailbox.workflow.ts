import { continueAsNew, proxyActivities, sleep } from '@temporalio/workflow'
import type { WorkRequest } from '../app/request.model'
import type { MailActivities } from './mail.activities'

const { followMailboxOnce } = proxyActivities<MailActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
})

/** So many turns are one history. */
const turns = 200
/** After trouble it is tried again, later and later; whoever saves the mailbox anew has it tried within a minute. */
const mostSeconds = 60

/** Follows a mailbox until nobody wants it followed any more. */
export async function followMailbox(request: WorkRequest): Promise<void> {
  let troubles = 0
  for (let turn = 0; turn < turns; turn += 1) {
    const how = await followMailboxOnce(request)
    if (how === 'off') return
    troubles = how === 'trouble' ? troubles + 1 : 0
    if (troubles > 0) await sleep(1000 * Math.min(mostSeconds, 2 ** Math.min(troubles, 6)))
  }
  await continueAsNew<typeof followMailbox>(request)
}
