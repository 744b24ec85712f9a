import type { Conflict } from '../changes/inverse.rules'
import { undoChange } from '../changes/undo-change'
import type { Context } from '../core/context'
import { type Write, write } from '../events/write'
import type { Entity } from '../records/entity'
import { bulkEvents } from './bulk.events'
import type { BulkState } from './bulk.model'
import { actionOf } from './bulk.rules'
import { authoriseAsk } from './bulk-rights'
import { keepFaults } from './bulk-slice'
import { bulkOf, type StoredBulk } from './bulks.queries'
import type { Work } from './run-bulk'

/** In whose name an undo writes: what it does sets nothing off. */
export const undoing = (ctx: Context, id: string): Context => ({
  ...ctx,
  cause: { type: 'undo', id, silent: true },
})

/** Takes a bulk change back, a page of the log at a time, until it is done or the time is over. It may be killed and called again anywhere. */
export async function undoBulk(id: string, { contextOf, maxMs, onSlice }: Work): Promise<BulkState> {
  let until: number | undefined
  for (;;) {
    const ctx = undoing(await contextOf(), id)
    until ??= ctx.clock().getTime() + maxMs
    const { state, undo } = await write(ctx, async to => {
      const { bulk, entity } = await bulkOf(to.tx, id, true)
      if (bulk.state !== 'undoing') return bulk
      authoriseAsk(ctx, entity, bulk)
      return takeBackPage(ctx, to, entity, bulk)
    })
    onSlice?.((undo?.undone ?? 0) + (undo?.kept ?? 0))
    if (state !== 'undoing' || ctx.clock().getTime() >= until) return state
  }
}

/** Takes back a page of what a bulk change did, which the transaction has locked, and writes down how far that is. */
export async function takeBackPage(
  ctx: Context,
  to: Write,
  entity: Entity,
  bulk: StoredBulk,
): Promise<StoredBulk & { undo: NonNullable<StoredBulk['undo']> }> {
  const before = bulk.undo ?? { undone: 0, kept: 0, cursor: null }
  const page = await undoChange(ctx, to, bulk.id, before.cursor, {
    // What was theirs to change is theirs to put back, also where it is somebody else's since.
    within: [{ entity: entity.name, action: actionOf(bulk.verb) as 'update' | 'archive' }],
  })
  await keepFaults(ctx, to, bulk.id, 'undo', before.kept, page.conflicts.map(told))
  const undo = {
    undone: before.undone + page.undone,
    kept: before.kept + page.conflicts.length,
    cursor: page.cursor,
  }
  const state = page.finished ? 'undone' : 'undoing'
  await to.tx`update bulk set undo = ${to.tx.json(undo)}, state = ${state}, failure = null, version = version + 1 where id = ${bulk.id}`
  const { undone, kept } = undo
  to.emit(bulkEvents[page.finished ? 'undone' : 'undoProgressed'](bulk.id, { undone, kept }))
  return { ...bulk, state, undo }
}

const words: Record<Conflict['reason'], string> = {
  changed_since: 'Somebody has changed it since.',
  in_use: 'Others lean on it by now.',
  duplicate: 'Another record has its key by now.',
  gone: 'It, or what it leans on, is no longer here.',
}

const told = ({ subjectType, subjectId, reason, refusal }: Conflict) => ({
  subjectType,
  subjectId,
  code: refusal ? 'refused' : reason,
  rule: refusal?.rule ?? null,
  pointer: null,
  message: refusal?.message ?? words[reason],
  params: refusal?.params ?? {},
})
