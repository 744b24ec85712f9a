import { authorise, type Context } from '../core/context'
import { refused } from '../core/errors'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { checkDocument } from './document-rights'
import { lockQuote } from './lock-quote'
import { makeLinks } from './make-links'
import { isWithCustomer } from './quotes.rules'
import { mostLinks, Recipient } from './send-quote.model'
import { notWithCustomer } from './withdraw-quote'

/** Makes a link for one more person, to the version that the customer has. Throws `conflict` (`quote.not_with_customer`), `refused` (`quote.many_links`). */
export async function addLink(ctx: Context, id: string, input: unknown): Promise<void> {
  authorise(ctx, 'quote', 'update')
  checkDocument(ctx)
  const recipient = parse(Recipient, input) as Recipient
  await write(ctx, async to => {
    const { quote } = await lockQuote(ctx, to.tx, id)
    if (!isWithCustomer(quote.status)) throw notWithCustomer()
    const [links] = await to.tx<{ count: number }[]>`
      select count(*)::int from quote_link where quote_id = ${id} and version = ${quote.sentVersion}`
    if (links!.count >= mostLinks)
      throw refused('quote.many_links', `A version has at most ${mostLinks} links.`, { most: mostLinks })
    await makeLinks(ctx, to, quote, [recipient])
  })
}
