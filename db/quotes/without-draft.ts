import type { Tx } from '../core/database'
import type { QuoteDocument } from './quote-document.model'
import type { Quote, QuoteStatus } from './quotes.model'
import { isWithCustomer } from './quotes.rules'

/** Takes away the version that is being written; gives what the quote says without it: what its version before says. */
export async function withoutDraft(tx: Tx, quote: Quote): Promise<Partial<Quote>> {
  if (!quote.drafting) return {}
  await tx`delete from quote_version where quote_id = ${quote.id} and state = 'draft'`
  const [last] = await tx<{ version: number; state: QuoteStatus; document: QuoteDocument }[]>`
    select version, state, document from quote_version where quote_id = ${quote.id} order by version desc limit 1`
  const { version, state, document } = last!
  const money = (minor: number) => ({ minor, currency: document.currency })
  return {
    drafting: false,
    newestVersion: version,
    status: isWithCustomer(quote.status) ? quote.status : state,
    name: document.title,
    language: document.language,
    validUntil: document.validUntil,
    paymentTerms: document.paymentTerms,
    terms: document.terms,
    net: money(document.totals.netMinor),
    total: money(document.totals.totalMinor),
  }
}
