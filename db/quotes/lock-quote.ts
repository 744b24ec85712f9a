import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { isUuid } from '../core/ids'
import { lockRecord } from '../records/read-record'
import { checkScope } from '../records/scope'
import { quoteEntity } from './quotes.entity'
import type { Quote } from './quotes.model'

/**
 * The quote that a verb changes, locked after its deal: whoever writes lines takes them in the same order. Throws `not_found`, `forbidden`, `stale`.
 */
export async function lockQuote(
  ctx: Context,
  tx: Tx,
  id: string,
  version?: ExpectedVersion,
): Promise<{ quote: Quote; deal: LockedDeal }> {
  if (!isUuid(id)) throw notFound('quote')
  const [deal] = await tx<LockedDeal[]>`
    select d.id, d.name, d.status, d.version, d.pipeline_id, d.deleted_at is null as live
    from deal d where d.id = (select deal_id from quote where id = ${id}) for update`
  const quote = deal && (await lockRecord(tx, quoteEntity, id))
  if (!quote || quote.deletedAt) throw notFound('quote')
  await checkScope(ctx, tx, quoteEntity, quote, 'update')
  checkVersion(version, quote.version)
  return { quote, deal }
}

export interface LockedDeal {
  id: string
  name: string
  status: string
  version: number
  pipelineId: string | null
  live: boolean
}
