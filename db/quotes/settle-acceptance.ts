import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { dealEntity } from '../deals/deals.entity'
import type { Deal } from '../deals/deals.model'
import type { Write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { changeRecord } from '../records/update-record'
import { writeBatch } from '../records/write-batch'
import { quoteSettingsIn } from './quote-settings.queries'
import { quoteEntity } from './quotes.entity'
import { quoteVersionEvents } from './quotes.events'
import type { Quote } from './quotes.model'
import { withoutDraft } from './without-draft'

/**
 * What follows when a customer has accepted the version that they have: a version that is being written is dropped, nothing of the quote changes any more, and its deal
 * goes where the settings say. A stage that refuses it keeps it where it is, and the timeline tells why: what was accepted stays accepted. The caller has locked the deal,
 * then the quote, and writes the version itself.
 */
export async function settleAcceptance(ctx: Context, to: Write, quote: Quote): Promise<Quote> {
  const accepted = await changeRecord(ctx, to, quoteEntity, quote, {
    ...(await withoutDraft(to.tx, quote)),
    status: 'accepted',
    answeredAt: ctx.clock().toISOString(),
  })
  await moveDeal(ctx, to, quote)
  return accepted
}

async function moveDeal(ctx: Context, to: Write, { id, dealId }: Quote): Promise<void> {
  const deal = await lockRecord(to.tx, dealEntity, dealId)
  if (!deal) return
  const stage = await stageFor(to, deal)
  if (!stage || deal.stageId === stage.id) return
  if (deal.deletedAt || deal.status !== 'open') {
    const rule = deal.deletedAt ? 'quote.deal_in_bin' : 'quote.deal_closed'
    to.emit(quoteVersionEvents.dealStayed(id, { stage: stage.name, rule, params: { deal: deal.name } }))
    return
  }
  const cause = { type: 'quote' as const, id }
  const [outcome] = await writeBatch({ ...ctx, cause }, to, dealEntity, [
    { before: deal, values: { stageId: stage.id } },
  ])
  if (outcome instanceof Fault) {
    const { rule = 'invalid', params = {} } = outcome.details
    to.emit(quoteVersionEvents.dealStayed(id, { stage: stage.name, rule, params: plain(params) }))
  } else to.emit(quoteVersionEvents.dealMoved(id, { stage: stage.name }))
}

/** Where the settings send a deal: the stage that they name for its pipeline, none, or where nothing is said the one in which it is won. */
async function stageFor(
  { tx }: Write,
  { pipelineId }: Deal,
): Promise<{ id: string; name: string } | undefined> {
  if (!pipelineId) return undefined
  const { settings } = await quoteSettingsIn(tx)
  const named = settings.acceptedStages[pipelineId]
  if (named === null) return undefined
  const [stage] = await tx<{ id: string; name: string }[]>`
    select id, name from stage where pipeline_id = ${pipelineId} and deleted_at is null
      and ${named ? tx`id = ${named}` : tx`kind = 'won'`} order by position limit 1`
  return stage
}

const plain = (params: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])),
  )
