import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { write } from '../events/write'
import { saveLines } from '../lines/save-lines'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import { lockRecord } from '../records/read-record'
import { quoteEntity } from './quotes.entity'
import type { Quote } from './quotes.model'

/** A pipeline in which deals are open, won and lost. */
export async function scratchPipeline(ctx: Context) {
  const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  const stage = async (name: string, kind: 'open' | 'won' | 'lost', position: number) =>
    (await createRecord(ctx, stageEntity, { name, pipelineId, kind, position })).id
  return {
    pipelineId,
    open: await stage('Propose', 'open', 1),
    last: await stage('Negotiate', 'open', 2),
    won: await stage('Won', 'won', 3),
    lost: await stage('Lost', 'lost', 4),
  }
}

export const scratchLine = (more: object = {}) => ({
  text: 'String monitor',
  quantity: '3',
  unitPrice: '19.99',
  ...more,
})

/** A deal of a customer, with lines unless `lines` is empty. */
export async function scratchDeal(
  ctx: Context,
  { name = 'Solar park 3', lines = [scratchLine()] }: { name?: string; lines?: object[] } = {},
): Promise<AnyRecord> {
  const customer = await createRecord(ctx, customerEntity, {
    name: 'Karoo Solar',
    city: 'De Aar',
    country: 'ZA',
  })
  const deal = await createRecord(ctx, dealEntity, { name, customerId: customer.id })
  if (lines.length) await saveLines(ctx, deal.id, { currency: 'EUR', lines })
  return deal as AnyRecord
}

/** A quote of a deal of its own, as it was made. */
export async function scratchQuote(
  ctx: Context,
  more: { lines?: object[]; values?: object } = {},
): Promise<Quote> {
  const deal = await scratchDeal(ctx, more)
  return createRecord(ctx, quoteEntity, { dealId: deal.id, ...more.values })
}

/** The quote as it is now. */
export const quoteNow = async (ctx: Context, id: string): Promise<Quote> =>
  (await write(ctx, ({ tx }) => lockRecord(tx, quoteEntity, id)))!
