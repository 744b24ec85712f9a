import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { workspaceEvents } from './access.events'
import { type Workspace, WorkspaceUpdate } from './access.model'

/** The workspace one is in. */
export async function readWorkspace(ctx: Context): Promise<Workspace> {
  authorise(ctx, 'workspace', 'read')
  return inWorkspace(ctx, tx => workspaceIn(ctx, tx))
}

/** Changes name, currency, time zone or locale. Records keep the currency they were written in. */
export async function updateWorkspace(ctx: Context, input: unknown): Promise<Workspace> {
  authorise(ctx, 'workspace', 'update')
  const values = parse(WorkspaceUpdate, input)
  return write(ctx, async ({ tx, emit }) => {
    await tx`select 1 from workspace where id = ${ctx.workspaceId} for update`
    const before = await workspaceIn(ctx, tx)
    const after = { ...before, ...values }
    const change = changeOf(before, after)
    if (!change) return before
    const { name, currency, timeZone, locale } = after
    await tx`update workspace set ${tx({ name, currency, time_zone: timeZone, locale })} where id = ${ctx.workspaceId}`
    emit(workspaceEvents.updated(ctx.workspaceId, {}, change))
    return after
  })
}

async function workspaceIn(ctx: Context, tx: Tx): Promise<Workspace> {
  const [workspace] = await tx<Workspace[]>`
    select id, name, slug, currency, time_zone, locale from workspace where id = ${ctx.workspaceId}`
  if (!workspace) throw notFound('workspace')
  return { ...workspace }
}
