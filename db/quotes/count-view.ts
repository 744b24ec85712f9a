import { write } from '../events/write'
import { changeRecord } from '../records/update-record'
import { type Asker, byLink } from './by-link'
import { lockQuote } from './lock-quote'
import { linkedVersion, stateOf } from './public-quote.queries'
import { isShown } from './public-state.rules'
import { quoteEntity } from './quotes.entity'
import { quoteVersionEvents } from './quotes.events'

/** Looked at again within so many minutes, it was looked at once. */
const onceInMinutes = 10

/**
 * A person has looked at what a link opens; the page tells it once it was shown, so a machine that only fetches the address counts for nothing. Somebody of the seller's own
 * workspace (`fromWorkspaceId`) only looks what the customer sees. Throws `not_found`.
 */
export async function countView(
  asker: Asker,
  secret: string,
  token: string,
  fromWorkspaceId: string | null,
): Promise<void> {
  const { ctx, linkId } = await byLink(asker, secret, token)
  await write(ctx, async to => {
    const before = await linkedVersion(to.tx, linkId)
    if (fromWorkspaceId === ctx.workspaceId || !isShown(stateOf(ctx, before))) return
    const { quote } = await lockQuote(ctx, to.tx, before.quoteId)
    ctx.actor.name = before.person
    const now = ctx.clock()
    const [counted] = await to.tx<{ views: number }[]>`
      update quote_link set views = views + 1, first_viewed_at = coalesce(first_viewed_at, ${now}), last_viewed_at = ${now}
      where id = ${linkId} and withdrawn_at is null
        and (last_viewed_at is null or last_viewed_at <= ${new Date(now.getTime() - onceInMinutes * 60_000)})
      returning views`
    if (!counted) return
    const { version, document } = before
    to.emit(
      quoteVersionEvents.viewed(before.quoteId, { version, number: document.number, views: counted.views }),
    )
    await changeRecord(ctx, to, quoteEntity, quote, {
      viewedAt: now.toISOString(),
      ...(quote.status === 'sent' && quote.sentVersion === version && { status: 'viewed' }),
    })
  })
}
