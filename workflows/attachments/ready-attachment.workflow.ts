import { proxyActivities } from '@temporalio/workflow'
import type { WorkRequest } from '../app/request.model'
import type { AttachmentActivities } from './attachments.activities'

/** A scanner or a store that is away is waited for, longer and longer. */
const { scanAttachment, pictureAttachment } = proxyActivities<AttachmentActivities>({
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '2 minutes' },
})

/** Has a file scanned, where a scanner is set, and makes the small one of a picture. Each step looks in the row whether it is still to be done. */
export async function readyAttachment(request: WorkRequest): Promise<void> {
  await scanAttachment(request)
  await pictureAttachment(request)
}
