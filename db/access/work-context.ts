import { type Clock, systemClock } from '../core/clock'
import type { Cause, Context } from '../core/context'
import { type Database, inWorkspace, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { activeTraceparent } from '../process/trace'
import { accessOf, systemAccess } from './access-of'

/** Work that outlives the request which asked for it. */
export interface Work {
  workspaceId: string
  /** A member's or an API key's id; null: the system itself, which may do everything in the workspace. */
  onBehalfOf: string | null
  requestId?: string | null
  /** That of the span in which it is done, when absent. */
  traceparent?: string
  cause?: Cause
  /** The name that the log shows; that of whom it is done for when absent. */
  name?: string
  /** The row that the work is about. */
  id?: string
}

/**
 * Who work is to the verbs it calls: a workflow, with the rights that whom it is done for has now. Throws `not_found` for a foreign workspace,
 * `forbidden` (`asker.gone`) when the member has left or the key has been revoked since.
 */
export async function workContext(
  { db, clock = systemClock }: { db: Database; clock?: Clock },
  work: Work,
): Promise<Context> {
  const { workspaceId, onBehalfOf } = work
  const { workspace, asker } = await inWorkspace({ db, workspaceId }, async tx => ({
    workspace: await readWorkspace(tx, workspaceId),
    asker: onBehalfOf === null ? { access: systemAccess, name: 'Sextant' } : await accessOf(tx, onBehalfOf),
  }))
  return {
    db,
    workspaceId,
    actor: { type: 'workflow', id: work.id ?? null, name: work.name ?? asker.name, onBehalfOf },
    access: asker.access,
    clock,
    ...workspace,
    requestId: work.requestId ?? uuidv7(),
    traceparent: work.traceparent ?? activeTraceparent(),
    cause: work.cause,
  }
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
