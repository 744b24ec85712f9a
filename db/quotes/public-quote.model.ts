import * as v from 'valibot'
import { QuoteDocument, quoteLanguages } from './quote-document.model'

/**
 * How a version stands for whoever has a link to it. open and changes_asked: it can be accepted. expired, replaced and withdrawn: it is not shown any more, only
 * that it was there.
 */
const publicStates = [
  'open',
  'changes_asked',
  'accepted',
  'declined',
  'expired',
  'replaced',
  'withdrawn',
] as const
export type PublicState = (typeof publicStates)[number]

/** Whether a PDF can be had: `signed` is the one with the signature page. */
export const pdfStates = ['ready', 'signed', 'making', 'failed', 'none'] as const

const known = v.nullable(v.string())

/** What somebody with a link to a quote is told. */
export const PublicQuote = v.object({
  state: v.picklist(publicStates),
  number: v.string(),
  version: v.number(),
  language: v.picklist(quoteLanguages),
  title: v.string(),
  /** For whom the link was made. */
  person: v.string(),
  seller: v.object({ name: v.string(), email: known, phone: known }),
  hasLogo: v.boolean(),
  /** The last day on which it can be accepted. */
  validUntil: v.string(),
  /** Null where it is not shown any more. Of its seller's files it names none. */
  document: v.nullable(QuoteDocument),
  /** Of the document, as the log has it. */
  sha256: known,
  pdf: v.picklist(pdfStates),
  /** The token of the same person's link to the version that replaced it. */
  newer: known,
  accepted: v.nullable(v.object({ name: v.string(), at: v.string() })),
  declined: v.nullable(v.object({ at: v.string() })),
  changeAsked: v.nullable(v.object({ text: v.string(), at: v.string() })),
  /** Of the seller: in which the moments above are told. */
  timeZone: v.string(),
})
export type PublicQuote = v.InferOutput<typeof PublicQuote>
