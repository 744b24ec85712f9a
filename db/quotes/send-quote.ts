import { authorise, type Context } from '../core/context'
import { conflict, refused } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { freezeRates } from '../rates/freeze-rates'
import { changeRecord } from '../records/update-record'
import { askForPdf } from './ask-for-pdf'
import { costsSql, dealPartsOf } from './deal-part.queries'
import { documentHash } from './document-hash'
import { checkDocument } from './document-rights'
import { lockQuote } from './lock-quote'
import { mailQuote } from './mail-quote'
import { makeLinks } from './make-links'
import { type Around, aroundOf } from './quote-around.queries'
import type { QuoteDocument } from './quote-document.model'
import { documentOf } from './quote-document.rules'
import { quoteDay } from './quote-settings.queries'
import { quoteEntity } from './quotes.entity'
import { quoteVersionEvents } from './quotes.events'
import type { Quote } from './quotes.model'
import { QuoteSend, type Recipient } from './send-quote.model'
import { hindrancesOf } from './send-quote.rules'
import { takeNumber } from './take-number'

/**
 * Sends the version that is being written: it gets its number when it is the first, its document is frozen, the one that the customer had before is replaced, and a link
 * is made for each recipient. Throws `refused` by the first thing that is in the way (`send-quote.rules.ts`), `conflict` (`quote.nothing_to_send`) where no version is being
 * written, also for the second of two who send at once, `stale`, `not_found`, `forbidden`.
 */
export async function sendQuote(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
  /** The address of a link, for the mail that takes it to somebody. */
  addressOf?: (linkId: string) => string,
): Promise<Quote> {
  authorise(ctx, 'quote', 'update')
  checkDocument(ctx)
  const { recipients, dealVersion, mail } = parse(QuoteSend, input ?? {}) as QuoteSend
  return write(ctx, async to => {
    const { tx, emit } = to
    const { quote, deal } = await lockQuote(ctx, tx, id)
    if (!quote.drafting)
      throw conflict('There is no version that could be sent: begin a new one.', {}, 'quote.nothing_to_send')
    checkVersion(version, quote.version)
    if (dealVersion !== null) checkVersion(dealVersion, deal.version)
    const around = await aroundOf(tx, quote)
    const part = (await dealPartsOf(tx, [deal.id])).get(deal.id)
    const day = quoteDay(ctx)
    const [hindrance] = hindrancesOf(quote, part, around, day)
    if (hindrance) throw refused(hindrance.rule, hindrance.message, hindrance.params)
    const pattern = around.settings.numberPattern
    const number = quote.number ?? (await takeNumber(ctx, to, { quoteId: id, pattern, day }))
    const document = documentOf(quote, part!, around, { number, version: quote.newestVersion, issuedOn: day })
    const sha256 = await freeze(ctx, to, quote, document)
    freezeRates(to, ctx.workspaceId, [day])
    const { netMinor, totalMinor } = document.totals
    const money = (minor: number) => ({ minor, currency: document.currency })
    const sent = await changeRecord(ctx, to, quoteEntity, quote, {
      number,
      status: 'sent',
      drafting: false,
      sentVersion: quote.newestVersion,
      net: money(netMinor),
      total: money(totalMinor),
      sentAt: ctx.clock().toISOString(),
      viewedAt: null,
      answeredAt: null,
    })
    emit(
      quoteVersionEvents.sent(id, {
        version: quote.newestVersion,
        number,
        sha256,
        replaced: quote.sentVersion,
      }),
    )
    await askForPdf(to, id, quote.newestVersion)
    const links = await makeLinks(ctx, to, sent, recipients ?? [usualRecipient(around)])
    for (const { email, ...link } of mail && addressOf ? links : [])
      if (email)
        await mailQuote(ctx, to, id, {
          link: { ...link, email },
          document,
          message: mail!.message ?? null,
          address: addressOf!(link.id),
          key: `quote link ${link.id}`,
        })
    return sent
  })
}

/** The contact, else the customer. */
const usualRecipient = ({ customer, contact }: Around): Recipient =>
  contact ?? { name: customer!.name, email: null }

/** Keeps the document as it is sent, in the place of the one that the customer had; gives its hash. */
async function freeze(ctx: Context, { tx }: Write, quote: Quote, document: QuoteDocument): Promise<string> {
  const now = ctx.clock()
  const sha256 = documentHash(document)
  await tx`
    update quote_version set state = 'replaced', ended_at = ${now} where quote_id = ${quote.id} and state = 'sent'`
  await tx`
    update quote_version set state = 'sent', document = ${tx.json(document as never)}, sha256 = ${sha256}, language = ${document.language},
      issued_on = ${document.issuedOn}, valid_until = ${document.validUntil}, sent_at = ${now}, sent_by = ${ctx.access.memberId},
      costs = ${costsSql(tx, tx`${quote.dealId}`)}
    where quote_id = ${quote.id} and version = ${quote.newestVersion}`
  return sha256
}
