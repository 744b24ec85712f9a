import { parse } from '../core/parse'
import { answerByLink, checkAnswerable } from './answer-by-link'
import { askForPdf } from './ask-for-pdf'
import type { Asker } from './by-link'
import type { PublicQuote } from './public-quote.model'
import { QuoteAccept } from './quote-answer.model'
import { quoteVersionEvents } from './quotes.events'
import { settleAcceptance } from './settle-acceptance'

/**
 * A customer accepts the version that their link is to, with name and signature: once and for ever. The hash of what they accepted stands in the log, the deal goes where the
 * settings say, and the PDF is made once more with their signature. Done again by the same person under the same name it is done. Throws `not_found`, `conflict`
 * (`quote.accepted_already`), `refused` (`quote.expired`, `quote.replaced`, `quote.withdrawn`, `quote.declined`), `invalid`.
 */
export async function acceptQuote(
  asker: Asker,
  secret: string,
  token: string,
  input: unknown,
): Promise<PublicQuote> {
  const { name, signature } = parse(QuoteAccept, input)
  return answerByLink(asker, secret, token, async ({ ctx, to, linkId, linked, state, quote }) => {
    if (state === 'accepted' && linked.answeredByLink === linkId && linked.acceptedName === name) return
    checkAnswerable(state)
    const { quoteId, version, sha256 } = linked
    await to.tx`
      update quote_version set state = 'accepted', accepted_name = ${name}, accepted_at = ${ctx.clock()}, answered_by_link = ${linkId},
        signature_kind = ${'typed' in signature ? 'typed' : 'drawn'},
        signature = ${'typed' in signature ? signature.typed : JSON.stringify(signature.drawn)}
      where quote_id = ${quoteId} and version = ${version} and state = 'sent'`
    to.emit(quoteVersionEvents.accepted(quoteId, { version, number: linked.document.number, sha256, name }))
    await settleAcceptance(ctx, to, quote)
    await askForPdf(to, quoteId, version)
  })
}
