import type { Context } from '../core/context'
import type { Write } from '../events/write'
import { lockRecords } from '../records/read-record'
import { writeBatch } from '../records/write-batch'
import { dealPartsOf } from './deal-part.queries'
import { quoteEntity } from './quotes.entity'
import { sumsOf } from './quotes.facts'
import { draftSums, statusWhileDrafting } from './quotes.rules'

/** Quotes of a deal whose next version is being written come to what its lines come to now. The caller has locked the deal. */
export async function followLines(ctx: Context, to: Write, dealId: string): Promise<void> {
  const ids = await to.tx<{ id: string }[]>`
    select id from quote where deal_id = ${dealId} and drafting and deleted_at is null`
  if (ids.length === 0) return
  const part = (await dealPartsOf(to.tx, [dealId])).get(dealId)
  const sums = part && sumsOf(part)
  const quotes = await lockRecords(
    to.tx,
    quoteEntity,
    ids.map(({ id }) => id),
  )
  await writeBatch(
    ctx,
    to,
    quoteEntity,
    quotes.map(before => ({
      before,
      values: { ...draftSums(sums), status: statusWhileDrafting(before.status, sums) },
    })),
  )
}
