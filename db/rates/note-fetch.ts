import type { Context } from '../core/context'
import type { Database } from '../core/database'
import { write } from '../events/write'
import { rateEvents } from './rates.events'

/** Notes how the address answered, and that a fetch is over that somebody had asked for. */
export async function noteFetch(ctx: Context, failure: string | null, fetchId: string | null): Promise<void> {
  const now = ctx.clock().toISOString()
  await write(ctx, async ({ tx, emit }) => {
    const [noted] = await tx`
      update rate_setting set tried_at = ${now}, failure = ${failure}, fetched_at = ${failure === null ? now : tx`fetched_at`},
        fetch_id = case when fetch_id = ${fetchId} then null else fetch_id end
      where workspace_id = ${ctx.workspaceId} returning 1`
    if (noted) emit(rateEvents.fetched(ctx.workspaceId, { failure }))
  })
}

const pageSize = 100

/** Workspaces that fetch their rates, a page of them after the one named; `next` is null at the end. */
export async function workspacesThatFetch(
  { system }: Pick<Database, 'system'>,
  after: string | null,
): Promise<{ workspaceIds: string[]; next: string | null }> {
  const found = await system<{ workspaceId: string }[]>`
    select workspace_id from rate_setting where address is not null ${after ? system`and workspace_id > ${after}` : system``}
    order by workspace_id limit ${pageSize}`
  const workspaceIds = found.map(({ workspaceId }) => workspaceId)
  return { workspaceIds, next: workspaceIds.length < pageSize ? null : workspaceIds.at(-1)! }
}
