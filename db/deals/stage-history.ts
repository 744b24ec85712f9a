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
  if (by.putsBack) putStaysBack(ctx, { tx, send }, moves, by)
  else keepStays(ctx, { tx, send }, moves, by)
}

function keepStays(
  ctx: Context,
  { tx, send }: Pick<Write, 'tx' | 'send'>,
  moves: readonly Step<Deal>[],
  by: By,
): void {
  const left = moves.flatMap(({ before, after }) =>
    before ? [{ deal_id: after.id, entered_at: after.stageEnteredAt }] : [],
  )
  const stays = moves.map(({ after }, n) => ({
    id: uuidv7(),
    workspace_id: ctx.workspaceId,
    deal_id: after.id,
    stage_id: after.stageId,
    entered_at: after.stageEnteredAt,
    moved_by: by.author,
    left_at: leftWithin(moves.slice(n + 1), after.id),
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

/**
 * A deal goes on in the stay that it is put back into, as if it had never left: what came after it is no stay. Where that stay is not known the deal has moved
 * once more, whenever it had come there first.
 */
function putStaysBack(
  ctx: Context,
  { tx, send }: Pick<Write, 'tx' | 'send'>,
  moves: readonly Step<Deal>[],
  by: By,
): void {
  const back = moves.map(({ after }) => ({
    id: uuidv7(),
    deal_id: after.id,
    stage_id: after.stageId,
    entered_at: after.stageEnteredAt,
  }))
  const rows = tx`jsonb_to_recordset(${tx.json(back as never)}) as b(id uuid, deal_id uuid, stage_id uuid, entered_at timestamptz)`
  send(tx`
    delete from deal_stage_history h using ${rows}
    where h.deal_id = b.deal_id and h.entered_at > b.entered_at and exists (
      select 1 from deal_stage_history s where s.deal_id = b.deal_id and s.stage_id = b.stage_id and s.entered_at = b.entered_at)`)
  send(tx`
    update deal_stage_history h set left_at = null from ${rows}
    where h.deal_id = b.deal_id and h.stage_id = b.stage_id and h.entered_at = b.entered_at`)
  send(tx`
    update deal_stage_history h set left_at = ${by.now} from ${rows}
    where h.deal_id = b.deal_id and h.left_at is null and (h.stage_id <> b.stage_id or h.entered_at <> b.entered_at)`)
  send(tx`
    insert into deal_stage_history (id, workspace_id, deal_id, stage_id, entered_at, moved_by)
    select b.id, ${ctx.workspaceId}, b.deal_id, b.stage_id, ${by.now}, ${by.author} from ${rows}
    where not exists (select 1 from deal_stage_history s where s.deal_id = b.deal_id and s.left_at is null)`)
}

/** When a later step of the batch moved the deal on; null: none did. */
const leftWithin = (later: readonly Step<Deal>[], id: string): string | null =>
  later.find(({ after }) => after.id === id)?.after.stageEnteredAt ?? null
