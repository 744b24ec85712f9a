import { workContext } from '@sextant/db/access/work-context'
import type { BulkState } from '@sextant/db/bulk/bulk.model'
import { failBulk, runBulk, type Work, workerOf } from '@sextant/db/bulk/run-bulk'
import { undoBulk } from '@sextant/db/bulk/undo-bulk'
import type { Context } from '@sextant/db/core/context'
import { activeTraceparent } from '@sextant/db/process/trace'
import { Context as Activity } from '@temporalio/activity'
import type { ActivityDeps } from '../app/deps'
import type { GivenUp } from '../app/giving-up.workflow'
import { inSlices } from '../app/in-slices'
import type { WorkRequest } from '../app/request.model'

/** How long one activity works before it reports back. */
const sliceMs = 60_000

/** Progress for Temporal; throws when the activity was cancelled or its worker is to stop, between two slices. */
function beat(records: number): void {
  const activity = Activity.current()
  activity.heartbeat(records)
  activity.cancellationSignal.throwIfAborted()
}

/** The work of bulk changes. Each may be killed anywhere and called again: what was done is in the database, with how far it is. */
export const bulkActivities = ({ db, clock }: Pick<ActivityDeps, 'db' | 'clock'>) => {
  /** On behalf of who asked for it last, with the rights that they have at that moment. */
  const contextOf = async ({ workspaceId, subjectId: id, requestId }: WorkRequest): Promise<Context> =>
    workContext(
      { db, clock },
      {
        workspaceId,
        onBehalfOf: await workerOf({ db, workspaceId }, id),
        id,
        requestId: requestId ?? `bulk-${id}`,
        traceparent: activeTraceparent(),
        cause: { type: 'bulk', id },
      },
    )
  const work = (request: WorkRequest, maxMs: number): Work => ({
    contextOf: () => contextOf(request),
    maxMs,
    onSlice: beat,
  })
  return {
    changeSome: (request: WorkRequest): Promise<BulkState> =>
      inSlices(sliceMs, maxMs => runBulk(request.subjectId, work(request, maxMs))),

    takeSomeBack: (request: WorkRequest): Promise<BulkState> =>
      inSlices(sliceMs, maxMs => undoBulk(request.subjectId, work(request, maxMs))),

    /** Told by the system itself: whoever asked may have no rights any more, which is then the failure. */
    giveUpBulk: async (
      { workspaceId, subjectId: id, requestId }: WorkRequest,
      why: GivenUp,
    ): Promise<void> => {
      const ctx = await workContext(
        { db, clock },
        { workspaceId, task: 'bulk_failures', id, requestId, cause: { type: 'bulk', id } },
      )
      await failBulk(ctx, id, why)
    },
  }
}

export type BulkActivities = ReturnType<typeof bulkActivities>
