import * as v from 'valibot'
import { LineTotals, periods } from '../lines/lines.model'

/** The languages in which a customer is written to. */
export const quoteLanguages = ['en', 'fr', 'ar'] as const
export type QuoteLanguage = (typeof quoteLanguages)[number]

const known = v.nullable(v.string())

/** A line as the customer reads it. Decimals are texts, and `netMinor` is its sum over the term without tax. */
const QuoteLine = v.object({
  text: v.string(),
  /** The product's code. */
  detail: known,
  quantity: v.string(),
  unitPrice: v.string(),
  discount: v.string(),
  taxPercent: v.string(),
  period: v.picklist(periods),
  terms: v.number(),
  netMinor: v.number(),
})
export type QuoteLine = v.InferOutput<typeof QuoteLine>

/**
 * What the customer gets: everything that the page and the PDF say, and nothing else. It is frozen when its version is sent, and its hash stands in the log. Days are
 * `2026-12-18`, amounts are minor units of `currency`.
 */
export const QuoteDocument = v.object({
  number: v.string(),
  version: v.number(),
  language: v.picklist(quoteLanguages),
  currency: v.string(),
  title: v.string(),
  seller: v.object({
    name: v.string(),
    address: known,
    email: known,
    phone: known,
    taxId: known,
    logoFileId: known,
  }),
  customer: v.object({ name: v.string(), address: known, contactName: known }),
  issuedOn: v.string(),
  /** The last day on which it can be accepted, where the workspace is. */
  validUntil: v.string(),
  paymentTerms: known,
  /** Plain paragraphs, an empty line between two. */
  terms: known,
  taxIncluded: v.boolean(),
  taxCountry: known,
  lines: v.array(QuoteLine),
  totals: LineTotals,
})
export type QuoteDocument = v.InferOutput<typeof QuoteDocument>
