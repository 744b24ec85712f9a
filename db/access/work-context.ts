import { type Clock, systemClock } from '../core/clock'
import type { Cause, Context } from '../core/context'
import { type Database, inWorkspace, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { activeTraceparent } from '../process/trace'
import { accessOf } from './access-of'
import { type TaskName, taskAccess, taskActor } from './tasks.rules'

/** Work that outlives the request which asked for it. */
interface Work {
  workspaceId: string
  requestId?: string | null
  /** That of the span in which it is done, when absent. */
  traceparent?: string
  cause?: Cause
  /** The row that the work is about. */
  id?: string
}

/** For a member or an API key, by their id: with the rights that they have now. `name` is what the log shows; theirs when absent. */
export interface WorkForSomebody extends Work {
  onBehalfOf: string
  name?: string
}

/** In the name of nobody: a task of Sextant's own, with what it grants. */
export interface OwnWork extends Work {
  task: TaskName
}

/**
 * Who work is to the verbs it calls: a workflow, with the rights that whom it is done for has now; or Sextant itself, with those of a task. Throws `not_found` for a foreign workspace,
 * `forbidden` (`asker.gone`) when the member has left or the key has been revoked since.
 */
export async function workContext(
  { db, clock = systemClock }: { db: Database; clock?: Clock },
  work: WorkForSomebody | OwnWork,
): Promise<Context> {
  const { workspaceId, id = null } = work
  const { workspace, asker } = await inWorkspace({ db, workspaceId }, async tx => ({
    workspace: await readWorkspace(tx, workspaceId),
    asker: 'task' in work ? ownAsker(work.task, id) : await askerFor(tx, work, id),
  }))
  return {
    db,
    workspaceId,
    ...asker,
    clock,
    ...workspace,
    requestId: work.requestId ?? uuidv7(),
    traceparent: work.traceparent ?? activeTraceparent(),
    cause: work.cause,
  }
}

const ownAsker = (task: TaskName, id: string | null): Pick<Context, 'actor' | 'access'> => ({
  actor: { type: 'system', id, name: taskActor(task) },
  access: taskAccess(task),
})

async function askerFor(
  tx: Tx,
  { onBehalfOf, name }: WorkForSomebody,
  id: string | null,
): Promise<Pick<Context, 'actor' | 'access'>> {
  const asker = await accessOf(tx, onBehalfOf)
  return { actor: { type: 'workflow', id, name: name ?? asker.name, onBehalfOf }, access: asker.access }
}

async function readWorkspace(tx: Tx, workspaceId: string) {
  const [workspace] = await tx<
    {
      locale: string
      timeZone: string
      workspaceTimeZone: string
      currency: string
      reportingCurrency: string
    }[]
  >`
    select locale, time_zone, time_zone as workspace_time_zone, currency, currency as reporting_currency from workspace where id = ${workspaceId}`
  if (!workspace) throw notFound('workspace')
  return workspace
}
