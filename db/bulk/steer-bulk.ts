import type { Context } from '../core/context'
import { conflict, notFound, refused } from '../core/errors'
import { write } from '../events/write'
import { bulkEvents } from './bulk.events'
import type { Bulk, BulkAsk } from './bulk.model'
import { askedAlready, askedIn, mostAtOnce, undoableUntil, undoDays } from './bulk.rules'
import { askerOf, authoriseAsk, mayRead } from './bulk-rights'
import { bulkOf, type StoredBulk, shownBulk } from './bulks.queries'
import { takeBackPage, undoing } from './undo-bulk'

/**
 * Asks for something to be done with a bulk change: `cancel` (what was done stays), `resume` one that could not go on, `undo`. An undo of few records is done with
 * the answer, of more by a workflow. Throws `conflict` in a state where it makes no sense, `not_found` for what the asker may not see.
 */
export async function steerBulk(ctx: Context, id: string, ask: BulkAsk): Promise<Bulk> {
  return write(ask === 'undo' ? undoing(ctx, id) : ctx, async to => {
    const { tx, emit } = to
    const { bulk, entity } = await bulkOf(tx, id, true)
    if (!mayRead(ctx, entity, bulk)) throw notFound('bulk change')
    authoriseAsk(ctx, entity, bulk)
    const { state } = bulk
    if (askedAlready[ask].includes(state)) return shownBulk(ctx, bulk)
    if (!askedIn[ask].includes(state))
      throw conflict(`A bulk change that is ${state} cannot ${ask}.`, { state, ask }, 'bulk.state')
    const asker = askerOf(ctx)
    if (ask === 'cancel') {
      await tx`update bulk set state = 'cancelled', finished_at = ${ctx.clock().toISOString()}, version = version + 1 where id = ${id}`
      await tx`delete from bulk_due where bulk_id = ${id}`
      emit(bulkEvents.cancelled(id))
    } else if (ask === 'resume') {
      await tx`update bulk set state = 'queued', failure = null, finished_at = null, started_by = ${asker}, version = version + 1 where id = ${id}`
      emit(bulkEvents.requested(id))
    } else {
      refuseTooLate(ctx, bulk)
      // What was not done is not to be done any more.
      await tx`delete from bulk_due where bulk_id = ${id}`
      await tx`update bulk set state = 'undoing', failure = null, started_by = ${asker}, version = version + 1 where id = ${id}`
      if (bulk.changed > mostAtOnce) emit(bulkEvents.undoRequested(id))
      else
        for (let now: StoredBulk = { ...bulk, state: 'undoing' }; now.state === 'undoing'; )
          now = await takeBackPage(undoing(ctx, id), to, entity, now)
    }
    return shownBulk(ctx, (await bulkOf(tx, id)).bulk)
  })
}

function refuseTooLate(ctx: Context, bulk: StoredBulk): void {
  const until = undoableUntil(bulk)
  if (until && ctx.clock() > until)
    throw refused('bulk.undo_expired', `A bulk change can be undone for ${undoDays} days.`, {
      days: undoDays,
    })
}
