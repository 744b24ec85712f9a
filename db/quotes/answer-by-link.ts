import { conflict, type Fault, refused } from '../core/errors'
import { type Write, write } from '../events/write'
import { type Asker, byLink, type LinkHolder } from './by-link'
import { lockQuote } from './lock-quote'
import type { PublicQuote, PublicState } from './public-quote.model'
import { type LinkedVersion, linkedVersion, stateOf, told } from './public-quote.queries'
import { isAnswerable } from './public-state.rules'
import type { Quote } from './quotes.model'

/** What an answer works with: the link's holder, its version, and the quote, locked after its deal. */
export interface Answering extends LinkHolder {
  to: Write
  linked: LinkedVersion
  state: PublicState
  quote: Quote
}

/**
 * The frame of a customer's answer: one transaction in which its deal and its quote are locked, so that of two answers one comes first and the other is told of it.
 * `act` gives false where there is nothing left to do.
 */
export async function answerByLink(
  asker: Asker,
  secret: string,
  token: string,
  act: (answering: Answering) => Promise<unknown>,
): Promise<PublicQuote> {
  const { ctx: nameless, linkId } = await byLink(asker, secret, token)
  // Its name is read first; a link that was withdrawn ends here.
  return write(nameless, async to => {
    const { quoteId } = await linkedVersion(to.tx, linkId)
    const { quote } = await lockQuote(nameless, to.tx, quoteId)
    const linked = await linkedVersion(to.tx, linkId)
    nameless.actor.name = linked.person
    const holder = { ctx: nameless, linkId }
    await act({ ...holder, to, linked, state: stateOf(nameless, linked), quote })
    return told(holder, secret, await linkedVersion(to.tx, linkId))
  })
}

/** Refuses an answer to what cannot be answered any more: why, as the page tells it. */
export function checkAnswerable(state: PublicState): void {
  if (!isAnswerable(state)) throw faults[state as keyof typeof faults]()
}

const faults = {
  accepted: () => conflict('This quote has been accepted already.', {}, 'quote.accepted_already'),
  expired: () => refused('quote.expired', 'This quote has expired. Ask for a new one.'),
  replaced: () => refused('quote.replaced', 'A newer version has replaced this one.'),
  withdrawn: () => refused('quote.withdrawn', 'This quote was withdrawn.'),
  declined: () => refused('quote.declined', 'This quote was declined. It can be sent again.'),
} satisfies Record<Exclude<PublicState, 'open' | 'changes_asked'>, () => Fault>
