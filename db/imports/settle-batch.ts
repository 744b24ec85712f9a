import { followActivities } from '../activities/follow-activities'
import { isRelated, raiseLastActivity } from '../activities/last-activity'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import type { NewEvent } from '../events/event.model'
import { difference, projectionOf } from '../records/columns'
import { updateRecords } from '../records/write-records'
import type { Folded } from './fold-batch'

/** The `settle` hooks of the entities for a whole batch: stage history, won customers, last activities. A statement per table. */
export async function settleBatch(
  ctx: Context,
  tx: Tx,
  entity: string,
  { steps, events }: Folded,
  now: string,
): Promise<void> {
  if (entity === 'deal') {
    await keepStageHistory(ctx, tx, steps)
    await makeCustomers(ctx, tx, steps, events, now)
  }
  if (entity === 'activity') events.push(...(await followActivities(ctx, tx, steps)))
  // A file may know of a time before the activities that are here, and not of these.
  if (isRelated(entity)) await raiseLastActivity(ctx, tx, entity, steps.flatMap(toldAnother))
}

async function keepStageHistory(ctx: Context, tx: Tx, steps: Folded['steps']): Promise<void> {
  const moves = steps.filter(({ before, after }) => before?.stageId !== after.stageId)
  const left = moves.filter(({ before }) => before)
  const stays = moves.map(({ after }) => ({
    id: uuidv7(),
    workspace_id: ctx.workspaceId,
    deal_id: after.id,
    stage_id: after.stageId,
    entered_at: after.stageEnteredAt,
    moved_by: ctx.access.memberId,
    // A later row of this batch may have moved the deal on.
    left_at:
      moves.find(
        other => other.before && other.before.id === after.id && other.before.version >= after.version,
      )?.after.stageEnteredAt ?? null,
  }))
  if (left.length)
    await tx`
      update deal_stage_history h set left_at = r.entered_at
      from jsonb_to_recordset(${tx.json(left.map(({ after }) => ({ deal_id: after.id, entered_at: after.stageEnteredAt })) as never)}) as r(deal_id uuid, entered_at timestamptz)
      where h.deal_id = r.deal_id and h.left_at is null`
  if (stays.length)
    await tx`
      insert into deal_stage_history (id, workspace_id, deal_id, stage_id, entered_at, left_at, moved_by)
      select id, workspace_id, deal_id, stage_id, entered_at, left_at, moved_by
      from jsonb_populate_recordset(null::deal_stage_history, ${tx.json(stays as never)})`
}

/** The first won deal makes a prospect a customer. */
async function makeCustomers(
  ctx: Context,
  tx: Tx,
  steps: Folded['steps'],
  events: NewEvent[],
  now: string,
): Promise<void> {
  const firstWon = new Map<string, AnyRecord>()
  for (const { before, after } of steps)
    if (
      after.status === 'won' &&
      before?.status !== 'won' &&
      typeof after.customerId === 'string' &&
      !firstWon.has(after.customerId)
    )
      firstWon.set(after.customerId, after)
  if (firstWon.size === 0) return
  const found = await tx<{ record: AnyRecord }[]>`
    select row_to_json(r) as record from (select ${tx.unsafe(projectionOf(customerEntity))} from customer t
      where t.id = any(${[...firstWon.keys()]}::uuid[]) and t.status = 'prospect' order by t.id for update) r`
  const updated = found.map(({ record: before }) => {
    const after: AnyRecord = {
      ...before,
      status: 'active',
      customerSince: before.customerSince ?? firstWon.get(before.id)!.closedOn,
      updatedAt: now,
      version: before.version + 1,
    }
    events.push({
      kind: 'customer.updated',
      subjectType: 'customer',
      subjectId: after.id,
      ...difference(before, after),
      payload: { version: after.version },
    })
    return after
  })
  await updateRecords(ctx, tx, customerEntity, updated)
}

/** The id of a record that was here and whose last activity the file tells otherwise. */
const toldAnother = ({ before, after }: Folded['steps'][number]): string[] =>
  before && before.lastActivityAt !== after.lastActivityAt ? [after.id] : []
