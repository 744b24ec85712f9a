import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Database } from '../core/database'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { changeRecord } from '../records/update-record'
import { quoteDay } from './quote-settings.queries'
import { quoteEntity } from './quotes.entity'
import { quoteVersionEvents } from './quotes.events'
import { isWithCustomer } from './quotes.rules'
import { endSent } from './withdraw-quote'

/** So many in a call: what is left waits for the next. */
const most = 500

/** Versions with the customer whose last day is over, where their workspace is, expire. Gives how many did. */
export async function expireQuotes({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const due = await db.system<{ quoteId: string; workspaceId: string }[]>`
    select v.quote_id, v.workspace_id from quote_version v join workspace w on w.id = v.workspace_id
    where v.state = 'sent' and v.valid_until < (${clock()}::timestamptz at time zone w.time_zone)::date
    order by v.valid_until limit ${most}`
  let expired = 0
  for (const { quoteId, workspaceId } of due) {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'quote_expiry', id: quoteId })
    expired += await write(ctx, async to => {
      const quote = await lockRecord(to.tx, quoteEntity, quoteId)
      if (!quote || !isWithCustomer(quote.status)) return 0
      // It was sent anew, or answered, meanwhile.
      const [sent] = await to.tx`
        select 1 from quote_version where quote_id = ${quoteId} and state = 'sent' and valid_until < ${quoteDay(ctx)}`
      if (!sent) return 0
      await endSent(ctx, to.tx, quote, 'expired')
      to.emit(quoteVersionEvents.expired(quoteId, { version: quote.sentVersion!, number: quote.number! }))
      await changeRecord(ctx, to, quoteEntity, quote, { status: 'expired' })
      return 1
    })
  }
  return expired
}
