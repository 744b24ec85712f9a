import { areas } from '../core/areas.model'
import type { Context } from '../core/context'
import { invalid, refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import type { Write } from '../events/write'
import { dayAt } from '../filter/time.rules'
import { stageFor } from '../pipelines/pipelines.queries'
import type { Change, Entity } from '../records/entity'
import { lockRecord } from '../records/read-record'
import { changeRecord } from '../records/update-record'
import { dealEvents } from './deals.events'
import { dealKeys } from './deals.keys'
import { DealModel } from './deals.model'
import { statusIn } from './deals.rules'

export const dealEntity: Entity = {
  name: 'deal',
  area: areas.deal,
  model: DealModel,
  events: dealEvents,
  keys: dealKeys,
  titleField: 'name',
  prepare: followStage,
  mayRestore: stageIsThere,
  settle: async (ctx, write, before, after) => {
    await keepStageHistory(ctx, write, before, after)
    if (after.status === 'won' && before?.status !== 'won') await makeCustomer(ctx, write, after)
  },
}

/** Status, closing day and place on the board follow from the stage. A loss says why. */
async function followStage(ctx: Context, { tx }: Write, { before, values }: Change): Promise<void> {
  const now = ctx.clock()
  const today = dayAt(now.getTime(), ctx.timeZone)
  if (!before) values.openedOn ??= today
  const moves = !before || values.stageId !== undefined || values.pipelineId !== undefined
  if (!moves) return checkClosing(before, values)
  if (before) refuseNoStage(values)
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
  values.stageEnteredAt = now.toISOString()
  values.position ??= -now.getTime()
  if (values.status === 'open') {
    values.closedOn = null
    values.closeReason = null
    return
  }
  values.closedOn ??= today
  // Why it was lost is no reason for its being won, nor the other way round.
  if (values.status !== before?.status) values.closeReason ??= null
  const reason = values.closeReason === undefined ? before?.closeReason : values.closeReason
  const history = ctx.cause?.type === 'import' || ctx.cause?.type === 'demo'
  if (values.status === 'lost' && !reason && !history) throw reasonNeeded(stage.name)
}

/** A change of a deal that stays where it is: what a stage says of its closing cannot be said or taken back without it. */
function checkClosing(before: AnyRecord, values: Change['values']): void {
  if (before.status === 'open' && (values.closedOn || values.closeReason))
    throw refused('deal.still_open', 'An open deal has no closing day and no reason yet.')
  if (before.status !== 'open' && values.closedOn === null) throw needed('closedOn')
  if (before.status === 'lost' && values.closeReason === null) throw reasonNeeded('A loss')
}

/** A deal is always somewhere: nothing is no place to move it to. */
function refuseNoStage(values: Change['values']): void {
  for (const field of ['stageId', 'pipelineId']) if (values[field] === null) throw needed(field)
}

const reasonNeeded = (stage: string) =>
  refused('deal.reason_needed', `${stage} needs a reason.`, { stage, field: 'closeReason' })

const needed = (field: string) =>
  invalid([{ pointer: `/${field}`, code: 'required', message: `“${field}” is needed.`, params: { field } }])

/** A deal in a stage that nobody sees would be lost: the stage has to come back first, or with it its pipeline. */
async function stageIsThere({ tx }: Write, deal: AnyRecord): Promise<undefined> {
  const [stage] = await tx<{ name: string; live: boolean }[]>`
    select s.name, s.deleted_at is null and p.deleted_at is null as live from stage s join pipeline p on p.id = s.pipeline_id
    where s.id = ${deal.stageId as string} for key share of s, p`
  if (stage?.live) return
  throw refused('deal.stage_in_bin', 'Its stage is in the recycle bin. Bring that back first.', {
    stage: stage?.name ?? null,
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
