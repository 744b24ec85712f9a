import { workContext } from '@sextant/db/access/work-context'
import { Context as Activity } from '@temporalio/activity'
import type { FileDeps } from '../app/deps'
import type { WorkRequest } from '../app/request.model'
import { type Followed, followMailbox } from './follow-mailbox'

/** So long one activity follows a mailbox. */
const sliceMs = 20 * 60_000

/** The following of mailboxes. It is the workspace's own work: whoever added one may have left. */
export const mailActivities = ({ db, clock, blobs, config }: FileDeps) => ({
  /** Follows a mailbox for a while; gives how it ended. Progress is in rows: it may be killed anywhere. */
  followMailboxOnce: async ({ workspaceId, subjectId: id, requestId }: WorkRequest): Promise<Followed> => {
    const activity = Activity.current()
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'mailboxes', id, requestId })
    const beat = setInterval(() => activity.heartbeat(), 3_000)
    try {
      return await followMailbox(
        ctx,
        id,
        { blobs, secret: config.secret, privateNetworks: config.privateNetworks },
        { forMs: sliceMs, signal: activity.cancellationSignal },
      )
    } finally {
      clearInterval(beat)
    }
  },
})

export type MailActivities = ReturnType<typeof mailActivities>
