import {
  boolean,
  date,
  instant,
  integer,
  longText,
  money,
  reference,
  select,
  text,
} from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'
import { quoteLanguages } from './quote-document.model'

/**
 * waiting: written, and a discount in it waits for somebody. sent, viewed and changes_asked: a version of it is with the customer, also while the next one is
 * being written.
 */
const quoteStatuses = [
  'draft',
  'waiting',
  'sent',
  'viewed',
  'changes_asked',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
] as const
export type QuoteStatus = (typeof quoteStatuses)[number]

export const quoteFields = {
  /** What it is about: the deal's name where nothing is said. */
  name: text({ default: '', searched: true, sortable: true }),
  /** Given when it is first sent, from a range without gaps. */
  number: text({ readOnly: true, searched: true, sortable: true }),
  dealId: reference('deal', { required: true }),
  customerId: reference('customer'),
  contactId: reference('contact'),
  ownerId: reference('member'),
  /** Where it lies: where a person has put it, else where its customer does. */
  territoryId: reference('territory', { readOnly: true, derived: true, indexed: true }),
  fixedTerritoryId: reference('territory'),
  status: select(quoteStatuses, { readOnly: true, default: 'draft' }),
  /** Its newest version, whether that is still written, and which one the customer has. */
  newestVersion: integer({ readOnly: true, default: 1 }),
  drafting: boolean({ readOnly: true, default: true }),
  sentVersion: integer({ readOnly: true }),
  language: select(quoteLanguages, { default: 'en' }),
  /** Of the newest version, without tax and with it. */
  net: money({ readOnly: true, derived: true, sortable: true }),
  total: money({ readOnly: true, derived: true, sortable: true }),
  validUntil: date({ sortable: true }),
  paymentTerms: text(),
  terms: longText(),
  /** When the version that the customer has, or had last, was sent; when it was seen last, and answered. */
  sentAt: instant({ readOnly: true, sortable: true }),
  viewedAt: instant({ readOnly: true, derived: true }),
  answeredAt: instant({ readOnly: true, sortable: true }),
}

export const QuoteModel = recordModel('quote', quoteFields)
export type Quote = ReadOf<typeof QuoteModel>
