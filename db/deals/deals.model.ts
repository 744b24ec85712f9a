import {
  date,
  instant,
  integer,
  longText,
  money,
  number,
  openSelect,
  reference,
  select,
  text,
} from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

const dealStatuses = ['open', 'won', 'lost'] as const

export const dealFields = {
  name: text({ required: true, searched: true, sortable: true }),
  customerId: reference('customer'),
  contactId: reference('contact'),
  productId: reference('product'),
  pipelineId: reference('pipeline'),
  stageId: reference('stage'),
  amount: money({ sortable: true }),
  /** What its lines come to over their terms, and what of it recurs in a year and a month: empty without lines. */
  tcv: money({ readOnly: true, derived: true }),
  arr: money({ readOnly: true, derived: true }),
  mrr: money({ readOnly: true, derived: true }),
  expectedCloseOn: date({ sortable: true }),
  openedOn: date({ sortable: true }),
  ownerId: reference('member'),
  /** Between whom it is split, in words, with the names that they had when it was written. Of `db/splits`. */
  split: longText({ readOnly: true, derived: true, afterwards: true }),
  /** Where it lies, which decides who sees it: where a person has put it, else where its customer does. */
  territoryId: reference('territory', { readOnly: true, derived: true, afterwards: true, indexed: true }),
  fixedTerritoryId: reference('territory', { afterwards: true }),
  source: openSelect(['website', 'referral', 'event', 'advertisement', 'outbound', 'partner', 'import']),
  note: longText(),
  externalId: text(),
  closeReason: text({ afterwards: true }),
  /** What is to be said of it beside the reason. */
  closeNote: longText({ afterwards: true }),
  /** Who else is after it. */
  competitorId: reference('competitor'),
  secondCompetitorId: reference('competitor'),
  thirdCompetitorId: reference('competitor'),
  /** Which of them won it, of a deal that was lost. */
  lostToId: reference('competitor', { afterwards: true }),
  closedOn: date({ sortable: true, afterwards: true }),
  status: select(dealStatuses, { readOnly: true, afterwards: true, default: 'open' }),
  /** Order within its column, small first. Set by moveDeal. */
  position: number({ readOnly: true, derived: true, sortable: true, afterwards: true }),
  stageEnteredAt: instant({ readOnly: true, afterwards: true }),
  lastActivityAt: instant({ readOnly: true, derived: true, sortable: true }),
  score: integer({ readOnly: true, derived: true, sortable: true, afterwards: true }),
  scoreChange: integer({ readOnly: true, derived: true, afterwards: true }),
  scoredAt: instant({ readOnly: true, derived: true, afterwards: true }),
}

export const DealModel = recordModel('deal', dealFields)
export type Deal = ReadOf<typeof DealModel>
