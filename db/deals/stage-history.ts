import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import type { Write } from '../events/write'
import type { By, Step } from '../records/change.model'
import type { Deal } from './deals.model'

/** Keeps each stay of a deal in a stage: the one that it leaves ends when the next begins. */
export function keepStageHistory(
  ctx: Context,
  { tx, send }: Write,
  steps: readonly Step<Deal>[],
  by: By,
): void {
  const moves = steps.filter(({ before, after }) => before?.stageId !== after.stageId)
  if (moves.length === 0) return
  // What goes back has moved once more, whenever it had come there first.
  const enteredAt = ({ stageEnteredAt }: Deal) => (by.putsBack ? by.now : stageEnteredAt)
  const left = moves.flatMap(({ before, after }) =>
    before ? [{ deal_id: after.id, entered_at: enteredAt(after) }] : [],
  )
  const stays = moves.map(({ after }, n) => ({
    id: uuidv7(),
    workspace_id: ctx.workspaceId,
    deal_id: after.id,
    stage_id: after.stageId,
    entered_at: enteredAt(after),
    moved_by: by.author,
    left_at: leftWithin(moves.slice(n + 1), after.id, enteredAt),
  }))
  if (left.length)
    send(tx`
      update deal_stage_history h set left_at = r.entered_at
      from (select deal_id, min(entered_at) as entered_at
        from jsonb_to_recordset(${tx.json(left as never)}) as l(deal_id uuid, entered_at timestamptz) group by 1) r
      where h.deal_id = r.deal_id and h.left_at is null`)
  send(tx`
    insert into deal_stage_history (id, workspace_id, deal_id, stage_id, entered_at, left_at, moved_by)
    select id, workspace_id, deal_id, stage_id, entered_at, left_at, moved_by
    from jsonb_populate_recordset(null::deal_stage_history, ${tx.json(stays as never)})`)
}

/** When a later step of the batch moved the deal on; null: none did. */
const leftWithin = (
  later: readonly Step<Deal>[],
  id: string,
  enteredAt: (deal: Deal) => string | null,
): string | null => {
  const next = later.find(({ after }) => after.id === id)
  return next ? enteredAt(next.after) : null
}
