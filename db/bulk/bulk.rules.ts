import type { Action } from '../core/grants.rules'
import type { Bulk, BulkAsk, BulkState, BulkVerb } from './bulk.model'

/** For how many days after its end a bulk change can be undone. */
export const undoDays = 30

/** Up to so many records are changed in the request that asks: more are changed by a workflow. */
export const mostAtOnce = 200

/** In which states something can be asked of a bulk change. */
export const askedIn: Readonly<Record<BulkAsk, readonly BulkState[]>> = {
  cancel: ['queued', 'running'],
  resume: ['failed'],
  undo: ['done', 'cancelled', 'failed'],
}

/** Asked again in these states, the same thing is answered: a retry does no harm. */
export const askedAlready: Readonly<Record<BulkAsk, readonly BulkState[]>> = {
  cancel: ['cancelled'],
  resume: ['queued', 'running', 'done'],
  undo: ['undoing', 'undone'],
}

/** Something is being done with it. */
export const isUnderWay = (state: BulkState): boolean =>
  state === 'queued' || state === 'running' || state === 'undoing'

/** Until when it can be undone; undefined where it is in no state for that. */
export function undoableUntil({
  verb,
  state,
  finishedAt,
}: Pick<Bulk, 'verb' | 'state' | 'finishedAt'>): Date | undefined {
  if (verb === 'sample' || !askedIn.undo.includes(state) || !finishedAt) return undefined
  return new Date(Date.parse(finishedAt) + undoDays * 86_400_000)
}

/** It can be undone now. Sample data may be taken away whenever it is in the way. */
export const isUndoable = (bulk: Pick<Bulk, 'verb' | 'state' | 'undoableUntil'>): boolean =>
  bulk.undoableUntil !== null || (bulk.verb === 'sample' && askedIn.undo.includes(bulk.state))

/** The right that a verb needs, by hand as in bulk. */
export const actionOf = (verb: BulkVerb): Action => (verb === 'update' ? 'update' : 'archive')
