import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { type Write, write } from '../events/write'
import type { Entity } from '../records/entity'
import { bulkEvents } from './bulk.events'
import type { BulkState } from './bulk.model'
import { authoriseBulk } from './bulk-rights'
import { doSlice } from './bulk-slice'
import { bulkOf, type StoredBulk } from './bulks.queries'
import { writeSampleSlice } from './sample-slice'

/** How long work may go on before it reports back, and who does it: asked for anew for each slice, so that rights which are taken away end it. */
export interface Work {
  contextOf: () => Promise<Context>
  maxMs: number
  /** Called after each slice with how many records it came to so far; throws to stop. */
  onSlice?: (records: number) => void
}

const sliceSize = 500

/** Goes on with a bulk change until its end, its cancellation or the time is over. A slice and its progress are one transaction, so it may be killed and called again anywhere. */
export async function runBulk(id: string, { contextOf, maxMs, onSlice }: Work): Promise<BulkState> {
  let until: number | undefined
  for (;;) {
    const ctx = await contextOf()
    until ??= ctx.clock().getTime() + maxMs
    const { state, done } = await write(ctx, async to => {
      const { bulk, entity } = await bulkOf(to.tx, id, true)
      const { state, changed, same, refused } = bulk
      if (state !== 'queued' && state !== 'running') return { state, done: changed + same + refused }
      authoriseBulk(ctx, entity, bulk)
      return advance(ctx, to, entity, bulk, sliceSize)
    })
    onSlice?.(done)
    if (state !== 'running' || ctx.clock().getTime() >= until) return state
  }
}

/** Does a slice of a bulk change that the transaction has locked, and writes down how far it is. */
export async function advance(
  ctx: Context,
  to: Write,
  entity: Entity,
  bulk: StoredBulk,
  size: number,
): Promise<{ state: BulkState; done: number }> {
  const now = ctx.clock().toISOString()
  const { changed, same, refused, finished } = await (bulk.verb === 'sample'
    ? writeSampleSlice(ctx, to, bulk, size)
    : doSlice(ctx, to, entity, bulk, size))
  const state = finished ? 'done' : 'running'
  await to.tx`
    update bulk set state = ${state}, changed = ${changed}, same = ${same}, refused = ${refused}, failure = null, version = version + 1,
      started_at = coalesce(started_at, ${now}), finished_at = ${finished ? now : null}
    where id = ${bulk.id}`
  to.emit(bulkEvents[finished ? 'done' : 'progressed'](bulk.id, { changed, same, refused }))
  return { state, done: changed + same + refused }
}

/** Ends work that cannot go on, with a sentence for the person who asked for it: what was done stays, and can be taken back. */
export async function failBulk(
  ctx: Context,
  id: string,
  { message, rule }: { message: string; rule?: string },
): Promise<void> {
  await write(ctx, async ({ tx, emit }) => {
    const failure = { message: message.slice(0, 500), rule: rule ?? null }
    const [failed] = await tx`
      update bulk set failure = ${tx.json(failure)}, version = version + 1, finished_at = coalesce(finished_at, ${ctx.clock().toISOString()}),
        state = case state when 'undoing' then 'done' else 'failed' end
      where id = ${id} and state in ('queued', 'running', 'undoing') returning id`
    if (failed) emit(bulkEvents.failed(id))
  })
}

/** Whose rights the work has: who asked for it, or for its undo, last. */
export const workerOf = async (where: Pick<Context, 'db' | 'workspaceId'>, id: string): Promise<string> => {
  const [row] = await inWorkspace(
    where,
    tx => tx<{ startedBy: string | null }[]>`select started_by from bulk where id = ${id}`,
  )
  return row?.startedBy ?? ''
}
