import { workContext } from '../access/work-context'
import { type Clock, systemClock } from '../core/clock'
import type { Context } from '../core/context'
import { type Database, inWorkspace } from '../core/database'
import { notFound } from '../core/errors'
import type { ImportJob } from './import.model'

/**
 * The context in which a worker carries out an import or its undo: on behalf of the one who asked for it last, with their rights as they are now.
 * Throws `forbidden` when they have none any more.
 */
export async function importContext(
  db: Database,
  job: ImportJob,
  cause: 'import' | 'undo' = 'import',
  clock: Clock = systemClock,
): Promise<Context> {
  const [found] = await inWorkspace(
    { db, workspaceId: job.workspaceId },
    tx => tx<{ startedBy: string | null; silent: boolean }[]>`
      select started_by, coalesce(settings ->> 'automations', 'suppress') = 'suppress' as silent from import where id = ${job.importId}`,
  )
  if (!found) throw notFound('import')
  return workContext(
    { db, clock },
    {
      workspaceId: job.workspaceId,
      // Nobody has no rights.
      onBehalfOf: found.startedBy ?? '',
      id: job.importId,
      requestId: job.requestId ?? `import-${job.importId}`,
      traceparent: job.traceparent,
      cause: { type: cause, id: job.importId, silent: found.silent },
    },
  )
}
