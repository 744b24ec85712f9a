import { parse } from '../core/parse'
import { changeRecord } from '../records/update-record'
import { answerByLink, checkAnswerable } from './answer-by-link'
import type { Asker } from './by-link'
import type { PublicQuote } from './public-quote.model'
import { QuoteAsk } from './quote-answer.model'
import { quoteEntity } from './quotes.entity'
import { quoteVersionEvents } from './quotes.events'

/** A customer writes what should be different. The version stays open; what they write later stands in the place of what they wrote before, and the log has both. Throws as `acceptQuote`. */
export async function askForChange(
  asker: Asker,
  secret: string,
  token: string,
  input: unknown,
): Promise<PublicQuote> {
  const { text } = parse(QuoteAsk, input)
  return answerByLink(asker, secret, token, async ({ ctx, to, linkId, linked, state, quote }) => {
    checkAnswerable(state)
    const { quoteId, version, changeAsked, document } = linked
    if (changeAsked === text) return
    const now = ctx.clock()
    await to.tx`
      update quote_version set change_asked = ${text}, change_asked_at = ${now}, answered_by_link = ${linkId}
      where quote_id = ${quoteId} and version = ${version} and state = 'sent'`
    to.emit(quoteVersionEvents.changeAsked(quoteId, { version, number: document.number, text }))
    await changeRecord(ctx, to, quoteEntity, quote, {
      status: 'changes_asked',
      answeredAt: now.toISOString(),
    })
  })
}
