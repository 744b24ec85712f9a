import type { Tx } from '../core/database'
import { notFound } from '../core/errors'
import type { DealPart } from './deal-part.queries'
import type { QuoteDocument } from './quote-document.model'
import type { QuoteSettings } from './quote-settings.model'
import type { Quote } from './quotes.model'

interface Party {
  workspace: string
  customer: string | null
  city: string | null
  country: string | null
  contact: string | null
}

/** The parts of a quote that stand in the document as they are. */
export type Quoted = Pick<
  Quote,
  'id' | 'name' | 'customerId' | 'contactId' | 'language' | 'validUntil' | 'paymentTerms' | 'terms'
>

/** What the customer would get if it was sent on that day: the quote's words and people, the deal's lines, and who sells. */
export async function composeDocument(
  tx: Tx,
  quote: Quoted,
  part: DealPart,
  {
    settings: { seller },
    ...given
  }: { settings: QuoteSettings } & Pick<QuoteDocument, 'number' | 'version' | 'issuedOn'>,
): Promise<QuoteDocument> {
  const [party] = await tx<Party[]>`
    select w.name as workspace, coalesce(c.legal_name, c.name) as customer, c.city, c.country, p.name as contact
    from workspace w left join customer c on c.id = ${quote.customerId} left join contact p on p.id = ${quote.contactId}`
  if (!party) throw notFound('workspace')
  return {
    number: given.number,
    version: given.version,
    language: quote.language,
    currency: part.currency,
    title: quote.name,
    seller: { ...seller, name: seller.name ?? party.workspace },
    customer: {
      name: party.customer ?? party.contact ?? '',
      address: addressOf(party, quote.language),
      contactName: party.customer ? party.contact : null,
    },
    issuedOn: given.issuedOn,
    validUntil: quote.validUntil ?? given.issuedOn,
    paymentTerms: quote.paymentTerms,
    terms: quote.terms,
    taxIncluded: part.taxIncluded,
    taxCountry: part.taxCountry,
    lines: part.lines,
    totals: part.totals,
  }
}

/** The city and the country, in the customer's language, a line each. */
function addressOf({ city, country }: Party, language: string): string | null {
  const named = country && new Intl.DisplayNames(language, { type: 'region' }).of(country)
  return [city, named].filter(Boolean).join('\n') || null
}
