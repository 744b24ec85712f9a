import type { Money } from '../core/field.model'
import { type By, type Change, type Refusal, refusal } from '../records/change.model'
import type { QuoteLanguage } from './quote-document.model'
import type { Quote, QuoteStatus } from './quotes.model'

/** What a new quote takes from its deal. */
export interface QuotedDeal {
  id: string
  name: string
  customerId: string | null
  contactId: string | null
  /** Of the contact, as far as quotes are written in it. */
  language: QuoteLanguage | null
  live: boolean
}

export interface QuoteFacts {
  deals: ReadonlyMap<string, QuotedDeal>
  /** What the lines of the deals come to, and whether a discount waits. */
  sums: ReadonlyMap<string, QuoteSums>
  /** What is said where a quote does not. */
  usual: { language: QuoteLanguage; validUntil: string; paymentTerms: string | null; terms: string | null }
}

export interface QuoteSums {
  net: Money
  total: Money
  waits: boolean
}

/** What goes into the document: frozen once it is sent, until the next version is begun. */
const documentFields = [
  'name',
  'customerId',
  'contactId',
  'language',
  'validUntil',
  'paymentTerms',
  'terms',
] as const satisfies readonly (keyof Quote)[]

/** Whether a version of it is with the customer, who may still answer. */
export const isWithCustomer = (status: QuoteStatus): boolean =>
  status === 'sent' || status === 'viewed' || status === 'changes_asked'

/** The changes with the customer that a new quote takes from its deal. */
export const ofTheDeals = (
  changes: readonly Change<Quote>[],
  { deals }: Pick<QuoteFacts, 'deals'>,
): Change<Quote>[] =>
  changes.map(change => {
    const { before, values } = change
    const deal = before || values.customerId !== undefined ? undefined : deals.get(values.dealId ?? '')
    return deal ? { ...change, values: { ...values, customerId: deal.customerId } } : change
  })

/** A quote is filled from its deal, frozen when it is sent, and kept while the customer has it. */
export function prepareQuote(change: Change<Quote>, facts: QuoteFacts, by: By): Refusal | undefined {
  const { before, values } = change
  if (values.deletedAt) return before ? checkBin(before) : undefined
  if (values.deletedAt === null && before) return dealIsThere(before, facts)
  if (!before) return fillFromDeal(change, facts, by)
  if (values.dealId !== undefined)
    return refusal('quote.deal_fixed', 'A quote stays with its deal.', {}, 'dealId')
  const frozen = documentFields.find(field => values[field] !== undefined)
  if (!frozen || before.drafting || values.drafting) return undefined
  return before.status === 'accepted'
    ? refusal('quote.accepted', 'The quote was accepted: nothing of it changes any more.', {}, frozen)
    : refusal('quote.frozen', 'What was sent stays as it is. Begin a new version.', {}, frozen)
}

function checkBin({ status, number }: Quote): Refusal | undefined {
  if (status === 'accepted')
    return refusal('quote.accepted', 'The quote was accepted: nothing of it changes any more.')
  if (isWithCustomer(status))
    return refusal('quote.with_customer', `The customer has quote ${number}. Withdraw it first.`, { number })
}

function dealIsThere({ dealId }: Quote, { deals }: QuoteFacts): Refusal | undefined {
  if (deals.get(dealId)?.live) return
  return refusal('quote.deal_in_bin', 'Its deal is in the recycle bin. Bring that back first.')
}

/** A deal that is not there, or not for who asks, is refused as a reference. */
function fillFromDeal(
  { values, told }: Change<Quote>,
  { deals, sums, usual }: QuoteFacts,
  by: By,
): undefined {
  const deal = values.dealId ? deals.get(values.dealId) : undefined
  if (!deal || by.putsBack) return
  values.name ||= deal.name
  if (told.customerId === undefined) values.customerId = deal.customerId
  if (told.contactId === undefined) values.contactId = deal.contactId
  if (told.language === undefined) values.language = deal.language ?? usual.language
  if (told.validUntil === undefined) values.validUntil = usual.validUntil
  if (told.paymentTerms === undefined) values.paymentTerms = usual.paymentTerms
  if (told.terms === undefined) values.terms = usual.terms
  Object.assign(values, draftSums(sums.get(deal.id)), { status: statusOfDraft(sums.get(deal.id)) })
}

/** What a draft comes to; nothing without lines. */
export const draftSums = (sums: QuoteSums | undefined): Pick<Quote, 'net' | 'total'> => ({
  net: sums?.net ?? null,
  total: sums?.total ?? null,
})

const statusOfDraft = (sums: QuoteSums | undefined): QuoteStatus => (sums?.waits ? 'waiting' : 'draft')

/** The status of a quote whose newest version is written, when that comes to something else: the customer's copy weighs more. */
export const statusWhileDrafting = (before: QuoteStatus, sums: QuoteSums | undefined): QuoteStatus =>
  isWithCustomer(before) ? before : statusOfDraft(sums)
