import * as v from 'valibot'
import { Margin } from '../lines/lines.model'
import { pdfStates } from './public-quote.model'
import { QuoteDocument } from './quote-document.model'
import { Hindrance } from './send-quote.model'

const known = v.nullable(v.string())

const versionStates = ['draft', 'sent', 'replaced', 'accepted', 'declined', 'withdrawn', 'expired'] as const

/** What a document comes to in the workspace's currency. */
const Equivalent = v.object({
  currency: v.string(),
  netMinor: v.number(),
  taxMinor: v.number(),
  totalMinor: v.number(),
  /** So many of the document's currency are one of the workspace's. */
  rate: v.string(),
  /** The day of the rate; of two the earlier one. */
  day: v.string(),
  /** That of the day on which it was sent, for ever; else today's. */
  fixed: v.boolean(),
})
export type Equivalent = v.InferOutput<typeof Equivalent>

/** A version as who sells sees it. */
const QuoteVersion = v.object({
  version: v.number(),
  state: v.picklist(versionStates),
  createdAt: v.string(),
  /** Null where the asker may not read all that is in it, and of a draft whose deal has no lines. */
  document: v.nullable(QuoteDocument),
  equivalent: v.nullable(Equivalent),
  /** Null where no cost is known; absent for who may not read what products cost. */
  margin: v.optional(v.nullable(Margin)),
  sha256: known,
  /** Whether its PDF can be had; `signed` is the one with the signature page. */
  pdf: v.picklist(pdfStates),
  validUntil: known,
  sentAt: known,
  sentBy: known,
  endedAt: known,
  acceptedName: known,
  acceptedAt: known,
  declinedAt: known,
  declinedReason: known,
  changeAsked: known,
  changeAskedAt: known,
  views: v.number(),
  lastViewedAt: known,
})
export type QuoteVersion = v.InferOutput<typeof QuoteVersion>

const QuoteLink = v.object({
  id: v.string(),
  version: v.number(),
  name: v.string(),
  email: known,
  /** Where it opens; for who may change the quote. */
  address: known,
  createdAt: v.string(),
  expiresAt: v.string(),
  withdrawnAt: known,
  views: v.number(),
  firstViewedAt: known,
  lastViewedAt: known,
})
export type QuoteLink = v.InferOutput<typeof QuoteLink>

/** All versions of a quote, the newest first, with their links, and what keeps the one that is being written from being sent. */
export const QuoteSheet = v.object({
  /** Of the quote: what a next write begins from. */
  version: v.number(),
  dealVersion: v.number(),
  versions: v.array(QuoteVersion),
  links: v.array(QuoteLink),
  hindrances: v.array(Hindrance),
})
export type QuoteSheet = v.InferOutput<typeof QuoteSheet>
