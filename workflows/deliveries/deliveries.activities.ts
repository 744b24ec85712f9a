import { workContext } from '@sextant/db/access/work-context'
import { lieDown as lieDownIn, standUp } from '@sextant/db/deliveries/outbox'
import { Context as Activity } from '@temporalio/activity'
import type { FileDeps } from '../app/deps'
import type { WorkRequest } from '../app/request.model'
import { sendSome } from './send-some'

/** How long one activity sends before it reports back. */
const sliceMs = 60_000

/** The sending of a workspace's messages. It is the workspace's own work: whoever wished one may have left. Each may be killed anywhere and called again. */
export const deliveryActivities = ({ db, clock, log, blobs, config }: FileDeps) => {
  const contextOf = ({ workspaceId, requestId }: WorkRequest) =>
    workContext({ db, clock }, { workspaceId, task: 'deliveries', id: workspaceId, requestId })

  return {
    /** Sends what is due; gives whether there may be more. */
    sendDue: async (request: WorkRequest): Promise<boolean> => {
      const activity = Activity.current()
      const ctx = await contextOf(request)
      await standUp(ctx)
      const beat = setInterval(() => activity.heartbeat(), 2_000)
      try {
        return await sendSome(
          {
            ctx,
            blobs,
            clock,
            secret: config.secret,
            privateNetworks: config.privateNetworks,
            mail: config.mail,
          },
          { maxMs: sliceMs, onProgress: () => activity.cancellationSignal.throwIfAborted() },
        )
      } finally {
        clearInterval(beat)
      }
    },

    /** Lies down; gives for how many milliseconds, null where nothing waits. */
    lieDown: async (request: WorkRequest): Promise<number | null> => {
      const ms = await lieDownIn(await contextOf(request))
      if (ms === null) log.info('no message waits', { workspaceId: request.workspaceId })
      return ms
    },
  }
}

export type DeliveryActivities = ReturnType<typeof deliveryActivities>
