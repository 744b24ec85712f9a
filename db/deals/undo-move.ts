import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { notFound, stale } from '../core/errors'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { checkScope } from '../records/scope'
import { changeRecord } from '../records/update-record'
import { dealEntity } from './deals.entity'
import type { Deal } from './deals.model'
import { UndoMove } from './move-deal.model'

/** What a move changes of a deal. */
const moved = [
  'pipelineId',
  'stageId',
  'stageEnteredAt',
  'position',
  'status',
  'closedOn',
  'closeReason',
  'closeNote',
] as const satisfies readonly (keyof Deal)[]

/**
 * Takes a move back as if it had not been: the stage with the time since when, the place in its column, how and when it was closed. `version` is the one that
 * the move gave the deal. Throws `stale` when somebody has moved or closed it since, `not_found` when that version was no move, `invalid`, `forbidden`.
 */
export async function undoMove(ctx: Context, id: string, input: unknown): Promise<Deal> {
  authorise(ctx, 'deal', 'update')
  const { version } = parse(UndoMove, input)
  const move = await inWorkspace(ctx, tx => moveTo(ctx, tx, id, version))
  if (!move) throw notFound('move')
  const undoing: Context = { ...ctx, cause: { type: 'undo', id: move.id, silent: true } }
  return write(undoing, async to => {
    const before = await lockRecord(to.tx, dealEntity, id)
    if (!before || before.deletedAt) throw notFound('deal')
    await checkScope(ctx, to.tx, dealEntity, before, 'update')
    if (await movedSince(ctx, to.tx, id, move.seq)) throw stale()
    return changeRecord(undoing, to, dealEntity, before, move.before)
  })
}

interface Move {
  id: string
  seq: string
  before: Partial<Deal>
}

/** The move that gave the deal this version, and what it changed. */
async function moveTo(ctx: Context, tx: Tx, id: string, version: number): Promise<Move | undefined> {
  const [event] = await tx<Move[]>`
    select id, seq::text as seq, before from event
    where workspace_id = ${ctx.workspaceId} and subject_id = ${id} and kind = 'deal.updated' and payload->'version' = ${version}::int::text::jsonb
      and before ? 'stageId'
    order by seq desc limit 1`
  if (!event) return undefined
  const fields = moved.filter(key => key in event.before)
  return { ...event, before: Object.fromEntries(fields.map(key => [key, event.before[key]])) }
}

/** What was itself taken back, and its taking back, do not count: so a deal goes back step by step. */
async function movedSince(ctx: Context, tx: Tx, id: string, seq: string): Promise<boolean> {
  const found = await tx`
    with later as (select id, cause_id, cause_type from event
      where workspace_id = ${ctx.workspaceId} and subject_id = ${id} and seq > ${seq}::bigint and after ?| ${[...moved]})
    select 1 from later l where not exists (select 1 from later u where u.cause_type = 'undo' and u.cause_id = l.id)
      and not (l.cause_type is not distinct from 'undo' and l.cause_id in (select id from later)) limit 1`
  return found.length > 0
}
