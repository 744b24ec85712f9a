import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { conflict, forbidden, notFound, stale } from '../core/errors'
import type { ExpectedVersion } from '../core/expected-version'
import { checkVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { changeRecord } from '../records/update-record'
import { type Approval, Decision } from './approvals.model'
import { readApproval } from './approvals.queries'
import { dealEntity } from './deals.entity'
import { approvalEvents } from './deals.events'
import type { Deal } from './deals.model'

/**
 * Agrees, and the deal moves at once. `version` is that of the deal which whoever decides has seen. What else the stage asks for holds still: then
 * nothing happens, with the rule's refusal. Throws `stale`, `conflict` (`approval.over`), `forbidden` (`approval.not_yours`), `not_found`.
 */
export async function approveMove(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<Approval> {
  const note = noteOf(input)
  const cause = { type: 'approval' as const, id: id.toLowerCase() }
  return write({ ...ctx, cause }, async to => {
    const { tx, emit } = to
    const { deal, approval } = await lockApproval(ctx, tx, id)
    checkVersion(version, deal.version)
    if (!approval.mayDecide) throw notYours(approval)
    await decide(ctx, tx, id, 'approved', note)
    const [kept] = await tx<{ values: Partial<Deal> }[]>`select values from deal_approval where id = ${id}`
    await changeRecord({ ...ctx, cause }, to, dealEntity, deal, {
      ...kept?.values,
      stageId: approval.stage.id,
    })
    emit(approvalEvents.approved(deal.id, { ...told(approval), note }))
    return readApproval(ctx, tx, id)
  })
}

/** Says no: the deal stays where it is. Throws as `approveMove` does. */
export async function declineMove(ctx: Context, id: string, input: unknown): Promise<Approval> {
  const note = noteOf(input)
  return write(ctx, async ({ tx, emit }) => {
    const { deal, approval } = await lockApproval(ctx, tx, id)
    if (!approval.mayDecide) throw notYours(approval)
    await decide(ctx, tx, id, 'declined', note)
    emit(approvalEvents.declined(deal.id, { ...told(approval), note }))
    return readApproval(ctx, tx, id)
  })
}

/** Takes the wish back: whoever asked may, and an admin. */
export async function withdrawApproval(ctx: Context, id: string): Promise<Approval> {
  return write(ctx, async ({ tx, emit }) => {
    const { deal, approval } = await lockApproval(ctx, tx, id)
    if (!approval.mayWithdraw) throw notYours(approval)
    await decide(ctx, tx, id, 'withdrawn', null)
    emit(approvalEvents.withdrawn(deal.id, told(approval)))
    return readApproval(ctx, tx, id)
  })
}

const noteOf = (input: unknown): string | null =>
  (parse(Decision, input ?? {}) as { note?: string | null }).note ?? null

const told = ({ id, stage }: Approval) => ({ approvalId: id, stageId: stage.id, stage: stage.name })

const notYours = ({ deciders }: Approval) =>
  forbidden(
    `This is decided by ${deciders.map(({ name }) => name).join(', ') || 'somebody else'}.`,
    'approval.not_yours',
  )

/** An approval that waits, and its deal, both locked: of two who decide at once the second finds it over. */
async function lockApproval(ctx: Context, tx: Tx, id: string): Promise<{ deal: Deal; approval: Approval }> {
  const seen = await readApproval(ctx, tx, id)
  const deal = await lockRecord(tx, dealEntity, seen.deal.id)
  if (!deal) throw notFound('approval')
  await tx`select 1 from deal_approval where id = ${id} for update`
  const approval = await readApproval(ctx, tx, id)
  if (approval.state !== 'pending')
    throw conflict('This has been decided already.', { state: approval.state }, 'approval.over')
  if (approval.deal.version !== deal.version) throw stale()
  return { deal, approval }
}

const decide = (ctx: Context, tx: Tx, id: string, state: string, note: string | null) => tx`
  update deal_approval set state = ${state}, decided_by = ${ctx.access.memberId}, decided_at = ${ctx.clock()}, note = ${note}
  where id = ${id}`
