import type { Context } from '../core/context'
import { refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import type { AnyRecord } from '../core/record.model'
import type { Write } from '../core/write'
import { customerEntity } from '../customers/customers.entity'
import { stageFor } from '../pipelines/pipelines.queries'
import type { Change, Entity } from '../records/entity'
import { lockRecord } from '../records/read-record'
import { changeRecord } from '../records/update-record'
import { dealKeys } from './deals.keys'
import { DealModel } from './deals.model'
import { statusIn } from './deals.rules'

export const dealEntity: Entity = {
  name: 'deal',
  area: 'deals',
  model: DealModel,
  keys: dealKeys,
  titleField: 'name',
  prepare: followStage,
  settle: async (ctx, write, before, after) => {
    await keepStageHistory(ctx, write, before, after)
    if (after.status === 'won' && before?.status !== 'won') await makeCustomer(ctx, write, after)
  },
}

/** Status, closing day and place on the board follow from the stage. A loss says why. */
async function followStage(ctx: Context, { tx }: Write, { before, values }: Change): Promise<void> {
  const today = ctx.clock().toISOString()
  if (!before) values.openedOn ??= today.slice(0, 10)
  const moves = !before || values.stageId !== undefined || values.pipelineId !== undefined
  if (!moves) return
  const sameStage =
    values.stageId === undefined && values.pipelineId === undefined ? before?.stageId : values.stageId
  const stage = await stageFor(
    tx,
    sameStage,
    values.pipelineId ?? (values.stageId ? undefined : before?.pipelineId),
  )
  values.pipelineId = stage.pipelineId
  values.stageId = stage.id
  values.status = statusIn(stage.kind)
  values.stageEnteredAt = today
  values.position ??= -ctx.clock().getTime()
  if (values.status === 'open') {
    values.closedOn = null
    values.closeReason = null
    return
  }
  values.closedOn ??= today.slice(0, 10)
  const history = ctx.cause?.type === 'import' || ctx.cause?.type === 'demo'
  if (values.status === 'lost' && !(values.closeReason ?? before?.closeReason) && !history)
    throw refused('deal.reason_needed', `${stage.name} needs a reason.`, {
      stage: stage.name,
      field: 'closeReason',
    })
}

async function keepStageHistory(
  ctx: Context,
  { tx }: Write,
  before: AnyRecord | null,
  after: AnyRecord,
): Promise<void> {
  if (before?.stageId === after.stageId) return
  const entered = after.stageEnteredAt as string
  if (before)
    await tx`update deal_stage_history set left_at = ${entered} where deal_id = ${after.id} and left_at is null`
  await tx`
    insert into deal_stage_history (id, workspace_id, deal_id, stage_id, entered_at, moved_by)
    values (${uuidv7()}, ${ctx.workspaceId}, ${after.id}, ${after.stageId as string}, ${entered}, ${ctx.access.memberId})`
}

/** The first won deal makes a prospect a customer. */
async function makeCustomer(ctx: Context, write: Write, deal: AnyRecord): Promise<void> {
  if (typeof deal.customerId !== 'string') return
  const customer = await lockRecord(write.tx, customerEntity, deal.customerId)
  if (customer?.status !== 'prospect') return
  await changeRecord(ctx, write, customerEntity, customer, {
    status: 'active',
    customerSince: customer.customerSince ?? deal.closedOn,
  })
}
