import { inWorkspace } from '@sextant/db/core/database'
import { checkImport } from '@sextant/db/imports/check-import'
import type { ImportState } from '@sextant/db/imports/import.model'
import { importContext } from '@sextant/db/imports/import-context'
import { failImport, runImport } from '@sextant/db/imports/run-import'
import { undoImport } from '@sextant/db/imports/undo-import'
import { activeTraceparent } from '@sextant/db/process/trace'
import { Context as Activity } from '@temporalio/activity'
import type { ActivityDeps } from '../app/deps'
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
export const importActivities = ({ db }: Pick<ActivityDeps, 'db'>) => {
  const contextOf = (
    { workspaceId, subjectId, requestId }: WorkRequest,
    cause: 'import' | 'undo' = 'import',
  ) =>
    importContext(
      db,
      { workspaceId, importId: subjectId, requestId, traceparent: activeTraceparent() },
      cause,
    )
  return {
    readRows: async (request: WorkRequest): Promise<ImportState> =>
      runImport(await contextOf(request), request.subjectId, { maxMs: sliceMs, onBatch: beat }),

    undoRows: async (request: WorkRequest): Promise<ImportState> =>
      undoImport(await contextOf(request, 'undo'), request.subjectId, { maxMs: sliceMs, onPage: beat }),

    /** The request's subject is the check, which the import knows of; a check that was overtaken does nothing. */
    checkRows: async (request: WorkRequest): Promise<void> => {
      const [found] = await inWorkspace(
        { db, workspaceId: request.workspaceId },
        tx => tx<{ id: string }[]>`select id from import where check_id = ${request.subjectId}`,
      )
      if (found) await checkImport(await contextOf({ ...request, subjectId: found.id }), found.id, beat)
    },

    giveUp: async (request: WorkRequest, failure: string): Promise<void> => {
      const [found] = await inWorkspace(
        { db, workspaceId: request.workspaceId },
        tx =>
          tx<
            { id: string }[]
          >`select id from import where id = ${request.subjectId} or check_id = ${request.subjectId}`,
      )
      if (found) await failImport(await contextOf({ ...request, subjectId: found.id }), found.id, failure)
    },
  }
}

export type ImportActivities = ReturnType<typeof importActivities>
