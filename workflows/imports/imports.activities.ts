import { workContext } from '@sextant/db/access/work-context'
import { checkImport } from '@sextant/db/imports/check-import'
import type { ImportState } from '@sextant/db/imports/import.model'
import { importContext } from '@sextant/db/imports/import-context'
import { importOfWork } from '@sextant/db/imports/imports.queries'
import { failImport, runImport } from '@sextant/db/imports/run-import'
import { undoImport } from '@sextant/db/imports/undo-import'
import { activeTraceparent } from '@sextant/db/process/trace'
import { Context as Activity } from '@temporalio/activity'
import type { ActivityDeps } from '../app/deps'
import { inSlices } from '../app/in-slices'
import type { WorkRequest } from '../app/request.model'
import { collectNowAndThen } from './flat-memory'

/** How long one activity reads before it reports back. */
const sliceMs = 60_000

/** Progress for Temporal; throws when the activity was cancelled or its worker is to stop, between two batches. */
function beat(rows: number): void {
  collectNowAndThen()
  const activity = Activity.current()
  activity.heartbeat(rows)
  activity.cancellationSignal.throwIfAborted()
}

/** The work of imports. Each may be killed anywhere and called again: what was done is in the database, with its checkpoint. */
export const importActivities = ({ db, clock }: Pick<ActivityDeps, 'db' | 'clock'>) => {
  const contextOf = (
    { workspaceId, subjectId, requestId }: WorkRequest,
    cause: 'import' | 'undo' = 'import',
  ) =>
    importContext(
      db,
      { workspaceId, importId: subjectId, requestId, traceparent: activeTraceparent() },
      cause,
      clock,
    )
  return {
    readRows: async (request: WorkRequest): Promise<ImportState> =>
      inSlices(sliceMs, async maxMs =>
        runImport(await contextOf(request), request.subjectId, { maxMs, onBatch: beat }),
      ),

    undoRows: async (request: WorkRequest): Promise<ImportState> =>
      inSlices(sliceMs, async maxMs =>
        undoImport(await contextOf(request, 'undo'), request.subjectId, { maxMs, onPage: beat }),
      ),

    /** The request's subject is the check, which the import knows of; a check that was overtaken does nothing. */
    checkRows: async (request: WorkRequest): Promise<void> => {
      const id = await importOfWork({ db, workspaceId: request.workspaceId }, request.subjectId)
      if (id) await checkImport(await contextOf({ ...request, subjectId: id }), id, { onBatch: beat })
    },

    /** Told by the system itself: whoever asked may have no rights any more, which is then the failure. */
    giveUp: async ({ workspaceId, subjectId, requestId }: WorkRequest, failure: string): Promise<void> => {
      const id = await importOfWork({ db, workspaceId }, subjectId)
      if (!id) return
      const cause = { type: 'import', id } as const
      const ctx = await workContext(
        { db, clock },
        { workspaceId, task: 'import_failures', id, requestId, cause },
      )
      await failImport(ctx, id, failure)
    },
  }
}

export type ImportActivities = ReturnType<typeof importActivities>
