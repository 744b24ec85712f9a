import { parse } from '../core/parse'
import { changeRecord } from '../records/update-record'
import { answerByLink, checkAnswerable } from './answer-by-link'
import type { Asker } from './by-link'
import type { PublicQuote } from './public-quote.model'
import { QuoteDecline } from './quote-answer.model'
import { quoteEntity } from './quotes.entity'
import { quoteVersionEvents } from './quotes.events'

/** A customer wants none of it. Done twice it is done. Throws as `acceptQuote`. */
export async function declineQuote(
  asker: Asker,
  secret: string,
  token: string,
  input: unknown,
): Promise<PublicQuote> {
  const { reason } = parse(QuoteDecline, input ?? {})
  return answerByLink(asker, secret, token, async ({ ctx, to, linkId, linked, state, quote }) => {
    if (state === 'declined' && linked.answeredByLink === linkId) return
    checkAnswerable(state)
    const { quoteId, version, document } = linked
    const now = ctx.clock()
    await to.tx`
      update quote_version set state = 'declined', declined_at = ${now}, declined_reason = ${reason}, answered_by_link = ${linkId}
      where quote_id = ${quoteId} and version = ${version} and state = 'sent'`
    to.emit(quoteVersionEvents.declined(quoteId, { version, number: document.number, reason }))
    await changeRecord(ctx, to, quoteEntity, quote, { status: 'declined', answeredAt: now.toISOString() })
  })
}
