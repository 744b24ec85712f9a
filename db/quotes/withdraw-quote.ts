import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { conflict, notFound, refused } from '../core/errors'
import type { ExpectedVersion } from '../core/expected-version'
import { isUuid } from '../core/ids'
import { write } from '../events/write'
import { changeRecord } from '../records/update-record'
import { lockQuote } from './lock-quote'
import { quoteEntity } from './quotes.entity'
import { quoteVersionEvents } from './quotes.events'
import type { Quote } from './quotes.model'
import { isWithCustomer } from './quotes.rules'

/**
 * Takes back the version that the customer has: their links say so from now on. One that is being written stays. Throws `refused` (`quote.accepted`), `conflict`
 * (`quote.not_with_customer`), `stale`, `not_found`, `forbidden`.
 */
export async function withdrawQuote(ctx: Context, id: string, version?: ExpectedVersion): Promise<Quote> {
  authorise(ctx, 'quote', 'update')
  return write(ctx, async to => {
    const { quote } = await lockQuote(ctx, to.tx, id, version)
    if (quote.status === 'accepted')
      throw refused('quote.accepted', 'The quote was accepted: nothing of it changes any more.')
    if (!isWithCustomer(quote.status)) throw notWithCustomer()
    await endSent(ctx, to.tx, quote, 'withdrawn')
    to.emit(quoteVersionEvents.withdrawn(id, { version: quote.sentVersion!, number: quote.number! }))
    return changeRecord(ctx, to, quoteEntity, quote, { status: 'withdrawn' })
  })
}

export const notWithCustomer = () =>
  conflict('No version of it is with the customer.', {}, 'quote.not_with_customer')

/** The version that the customer had is over. */
export const endSent = (ctx: Context, tx: Tx, { id }: Quote, state: 'withdrawn' | 'expired') => tx`
  update quote_version set state = ${state}, ended_at = ${ctx.clock()} where quote_id = ${id} and state = 'sent'`

/** Closes one person's link. Doing it twice is doing it once. Throws `not_found`, `forbidden`. */
export async function withdrawLink(ctx: Context, id: string, linkId: string): Promise<void> {
  authorise(ctx, 'quote', 'update')
  await write(ctx, async ({ tx, emit }) => {
    await lockQuote(ctx, tx, id)
    const [link] = isUuid(linkId)
      ? await tx<{ version: number; name: string; withdrawnAt: string | null }[]>`
          select version, name, withdrawn_at from quote_link where id = ${linkId} and quote_id = ${id} for update`
      : []
    if (!link) throw notFound('link')
    if (link.withdrawnAt) return
    await tx`update quote_link set withdrawn_at = ${ctx.clock()} where id = ${linkId}`
    emit(quoteVersionEvents.linkWithdrawn(id, { version: link.version, name: link.name }))
  })
}
