import type { QuoteDocument } from './quote-document.model'
import type { QuoteSettings } from './quote-settings.model'
import type { Quote } from './quotes.model'

/** The parts of a quote that stand in the document as they are. */
export type Quoted = Pick<Quote, 'name' | 'language' | 'validUntil' | 'paymentTerms' | 'terms'>

interface Parties {
  settings: Pick<QuoteSettings, 'seller'>
  workspace: string
  customer: { name: string; city: string | null; country: string | null } | null
  contact: { name: string } | null
}

type Part = Pick<QuoteDocument, 'currency' | 'taxCountry' | 'taxIncluded' | 'lines' | 'totals'>

/** What the customer gets when it is sent on that day: the quote's words, the deal's lines, who sells and who buys. */
export function documentOf(
  quote: Quoted,
  { currency, taxCountry, taxIncluded, lines, totals }: Part,
  { settings: { seller }, workspace, customer, contact }: Parties,
  { number, version, issuedOn }: Pick<QuoteDocument, 'number' | 'version' | 'issuedOn'>,
): QuoteDocument {
  return {
    number,
    version,
    language: quote.language,
    currency,
    title: quote.name,
    seller: { ...seller, name: seller.name ?? workspace },
    customer: {
      name: customer?.name ?? contact?.name ?? '',
      address: customer && addressOf(customer, quote.language),
      contactName: (customer && contact?.name) ?? null,
    },
    issuedOn,
    validUntil: quote.validUntil ?? issuedOn,
    paymentTerms: quote.paymentTerms,
    terms: quote.terms,
    taxIncluded,
    taxCountry,
    lines,
    totals,
  }
}

/** The city and the country, in the customer's language, a line each. */
function addressOf(
  { city, country }: { city: string | null; country: string | null },
  language: string,
): string | null {
  const named = country && new Intl.DisplayNames(language, { type: 'region' }).of(country)
  return [city, named].filter(Boolean).join('\n') || null
}
