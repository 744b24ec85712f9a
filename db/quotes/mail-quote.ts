import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { deliver } from '../deliveries/deliver'
import { type Write, write } from '../events/write'
import { checkDocument } from './document-rights'
import { lockQuote } from './lock-quote'
import type { QuoteDocument } from './quote-document.model'
import { quoteLetter } from './quote-letter.rules'
import { isWithCustomer } from './quotes.rules'
import { QuoteMail } from './send-quote.model'
import { notWithCustomer } from './withdraw-quote'

interface Link {
  id: string
  version: number
  name: string
  email: string | null
}

/** Writes the customer that a quote is there: the link in its own words, with the PDF. It leaves with the commit, and waits until the PDF is made. */
export async function mailQuote(
  ctx: Context,
  to: Write,
  quoteId: string,
  {
    link,
    document,
    message,
    address,
    key,
  }: {
    link: Link & { email: string }
    document: QuoteDocument
    message: string | null
    address: string
    key: string
  },
): Promise<void> {
  const [sender] = await to.tx<{ name: string; email: string }[]>`
    select name, email from member where id = ${ctx.access.memberId}`
  const { seller } = document
  await deliver(ctx, to, {
    key,
    purpose: 'quote',
    to: [{ address: link.email, name: link.name }],
    from: sender ? { name: `${sender.name} · ${seller.name}` } : { name: seller.name },
    replyTo: sender ? { address: sender.email, name: sender.name } : null,
    about: { type: 'quote', id: quoteId },
    attachments: [{ quoteId, version: link.version }],
    ...quoteLetter(document, { recipient: link.name, link: address, message }),
  })
}

/**
 * Sends one link by mail, once more where it was sent before. `addressOf` gives the address of a link. Throws `not_found`, `conflict` (`quote.not_with_customer`), `refused` (`quote.link_without_email`).
 */
export async function mailLink(
  ctx: Context,
  id: string,
  linkId: string,
  input: unknown,
  addressOf: (linkId: string) => string,
): Promise<void> {
  authorise(ctx, 'quote', 'update')
  checkDocument(ctx)
  const { message } = parse(QuoteMail, input ?? {})
  await write(ctx, async to => {
    const { quote } = await lockQuote(ctx, to.tx, id)
    if (!isWithCustomer(quote.status)) throw notWithCustomer()
    const [link] = isUuid(linkId)
      ? await to.tx<(Link & { document: QuoteDocument })[]>`
          select l.id, l.version, l.name, l.email, q.document from quote_link l join quote_version q on q.quote_id = l.quote_id and q.version = l.version
          where l.id = ${linkId} and l.quote_id = ${id} and l.withdrawn_at is null`
      : []
    if (!link || link.version !== quote.sentVersion) throw notFound('link')
    const { email } = link
    if (!email) throw refused('quote.link_without_email', 'This link was made without an e-mail address.')
    await mailQuote(ctx, to, id, {
      link: { ...link, email },
      document: link.document,
      message: message ?? null,
      address: addressOf(link.id),
      key: `quote link ${link.id} ${crypto.randomUUID()}`,
    })
  })
}
