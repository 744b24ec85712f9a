import { authorise, type Context } from '../core/context'
import { conflict, notFound, refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { byOf } from '../records/by'
import { foldWish } from '../records/fold-wish'
import { lockRecord } from '../records/read-record'
import { checkScope } from '../records/scope'
import { asFault, factsOf } from '../records/write-batch'
import { type Approval, AskApproval } from './approvals.model'
import { readApproval } from './approvals.queries'
import { dealEntity } from './deals.entity'
import { approvalEvents } from './deals.events'
import type { DealFacts } from './deals.rules'

/**
 * Asks for the approval that a stage wants before the deal enters it. All else that the stage asks for has to be there already: the refusal is that of a
 * move. Throws `invalid` (`approval.not_needed` where the deal may move as it is), `conflict` (`approval.asked` for a second one), `not_found`, `forbidden`.
 */
export async function askApproval(ctx: Context, dealId: string, input: unknown): Promise<Approval> {
  authorise(ctx, 'deal', 'update')
  const { stageId, reason, closeReason, closeNote } = parse(AskApproval, input) as AskApproval
  const values = { ...(closeReason && { closeReason }), ...(closeNote && { closeNote }) }
  return write(ctx, async ({ tx, emit }) => {
    const deal = await lockRecord(tx, dealEntity, dealId)
    if (!deal || deal.deletedAt) throw notFound('deal')
    await checkScope(ctx, tx, dealEntity, deal, 'update')
    const by = byOf(ctx)
    const wish = { id: deal.id, before: deal, values: { ...values, stageId }, at: 0 }
    const facts = (await factsOf(ctx, tx, dealEntity, [wish], by)) as DealFacts
    const folded = foldWish(dealEntity, wish, facts, by)
    if (!folded || !('refusal' in folded))
      throw refused('approval.not_needed', 'The deal may go there without an approval.')
    if (folded.refusal.rule !== 'deal.approval_needed') throw asFault(folded.refusal)
    const stage = facts.stages.find(({ id }) => id === stageId)!
    const rule = facts.paths.get(stage.pipelineId)?.rules.stages[stageId]?.approval
    const [open] = await tx<{ id: string; stands: boolean }[]>`
      select id, from_stage_id is not distinct from ${deal.stageId} as stands from deal_approval
      where deal_id = ${deal.id} and stage_id = ${stageId} and state = 'pending' for update`
    if (open?.stands)
      throw conflict('An approval has been asked for already.', { stage: stage.name }, 'approval.asked')
    // One from before the deal went another way is nobody's wish any more.
    if (open) await tx`update deal_approval set state = 'moot' where id = ${open.id}`
    const id = uuidv7()
    const now = ctx.clock()
    const remindAt = new Date(now.getTime() + (rule?.remindAfterHours ?? 24) * 3_600_000)
    await tx`
      insert into deal_approval ${tx({
        id,
        workspace_id: ctx.workspaceId,
        deal_id: deal.id,
        from_stage_id: deal.stageId,
        stage_id: stageId,
        values: tx.json(values) as never,
        reason,
        state: 'pending',
        deal_version: deal.version,
        asked_by: ctx.access.memberId,
        asked_at: now,
        remind_at: remindAt,
      })}`
    emit(approvalEvents.asked(deal.id, { approvalId: id, stageId, stage: stage.name, reason }))
    return readApproval(ctx, tx, id)
  })
}
