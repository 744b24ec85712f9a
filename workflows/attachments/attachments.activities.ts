import { workContext } from '@sextant/db/access/work-context'
import {
  clearAttachment,
  dueAttachment,
  keepThumbnail,
  noteTrouble,
  refuseAttachment,
} from '@sextant/db/attachments/ready-attachment'
import { BlobGone } from '@sextant/db/blobs/blob-store'
import { Context as Activity } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import type { FileDeps } from '../app/deps'
import type { WorkRequest } from '../app/request.model'
import { scan } from './scanner'
import { mostPictureBytes, thumbnailOf } from './thumbnail'

type Deps = Omit<FileDeps, 'config'> & { config: Pick<FileDeps['config'], 'scanner' | 'privateNetworks'> }

/** The work on files of records. It is the workspace's own: whoever brought one may have left. */
export const attachmentActivities = ({ db, clock, log, blobs, config }: Deps) => {
  const contextOf = ({ workspaceId, subjectId: id, requestId }: WorkRequest) =>
    workContext({ db, clock }, { workspaceId, task: 'files', id, requestId })

  return {
    /** Asks the scanner about a file that waits for it. Throws while the scanner gives no answer, so that it is asked again; the row says why. */
    scanAttachment: async (request: WorkRequest): Promise<void> => {
      const ctx = await contextOf(request)
      const due = await dueAttachment(ctx, request.subjectId)
      if (due?.state !== 'quarantined') return
      if (!config.scanner) return clearAttachment(ctx, due.id)
      const answer = await alive(async signal => {
        try {
          return await scan(
            config.scanner!,
            { bytes: due.bytes, content: blobs.get(due.blobKey) },
            { allowed: config.privateNetworks, signal },
          )
        } catch (error) {
          if (error instanceof BlobGone) return { trouble: 'blobs.gone' }
          throw error
        }
      })
      if ('trouble' in answer) {
        log.warn('a file cannot be scanned yet', {
          attachmentId: due.id,
          why: answer.trouble,
          requestId: ctx.requestId,
        })
        await noteTrouble(ctx, due.id, answer.trouble)
        throw ApplicationFailure.retryable(
          `The scanner gave no answer: ${answer.trouble}`,
          'attachment.trouble',
        )
      }
      if (answer.clean) return clearAttachment(ctx, due.id)
      log.warn('the scanner has found something', { attachmentId: due.id, finding: answer.finding })
      await refuseAttachment(ctx, blobs, due.id, answer.finding)
    },

    /** Makes the small picture of a file that is free. What is no picture after all has none. */
    pictureAttachment: async (request: WorkRequest): Promise<void> => {
      const ctx = await contextOf(request)
      const due = await dueAttachment(ctx, request.subjectId)
      if (due?.state !== 'ready') return
      const picture = due.bytes > mostPictureBytes ? undefined : await alive(() => pictureOf(due.blobKey))
      await keepThumbnail(ctx, blobs, due, picture)
    },
  }

  async function pictureOf(key: string): Promise<Uint8Array | undefined> {
    try {
      return await thumbnailOf(Buffer.concat(await Array.fromAsync(blobs.get(key))))
    } catch (error) {
      if (error instanceof BlobGone) return undefined
      throw error
    }
  }
}

export type AttachmentActivities = ReturnType<typeof attachmentActivities>

/** Tells Temporal every few seconds that the work goes on, and the work when it is not wanted any more. */
async function alive<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const activity = Activity.current()
  const beat = setInterval(() => activity.heartbeat(), 3_000)
  try {
    return await work(activity.cancellationSignal)
  } finally {
    clearInterval(beat)
  }
}
