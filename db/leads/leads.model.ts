import {
  boolean,
  country,
  date,
  domain,
  email,
  instant,
  integer,
  language,
  longText,
  money,
  openSelect,
  phone,
  reference,
  select,
  text,
} from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

/** new → working → qualified → converted, with nurture and disqualified aside. */
export const leadStatuses = ['new', 'working', 'qualified', 'nurture', 'disqualified', 'converted'] as const
export type LeadStatus = (typeof leadStatuses)[number]

export const leadFields = {
  name: text({ required: true, searched: true, sortable: true, personal: true }),
  email: email({ searched: true, personal: true }),
  phone: phone({ searched: true, personal: true }),
  company: text({ searched: true, sortable: true }),
  jobTitle: text({ personal: true }),
  website: domain(),
  industry: text(),
  employees: integer(),
  country: country(),
  city: text(),
  language: language(),
  source: openSelect(['website', 'referral', 'event', 'advertisement', 'outbound', 'partner', 'import']),
  status: select(leadStatuses, { sortable: true, default: 'new' }),
  statusReason: text({ afterwards: true }),
  value: money({ sortable: true }),
  ownerId: reference('member'),
  /** Where it lies, which decides who sees it: where a person has put it, else where a rule does. */
  territoryId: reference('territory', { readOnly: true, derived: true, afterwards: true, indexed: true }),
  fixedTerritoryId: reference('territory', { afterwards: true }),
  /** Name of the rule that gave it to its owner or queue; empty once somebody has named an owner. */
  assignedBy: text({ readOnly: true, afterwards: true }),
  /** Name of the team whose people may take it; empty once it has an owner. */
  queue: text({ readOnly: true, afterwards: true }),
  emailConsent: boolean(),
  note: longText(),
  externalId: text(),
  receivedOn: date(),
  lastActivityAt: instant({ readOnly: true, derived: true, sortable: true }),
  /** By when it is to be answered first, and when it was: see `db/response`. */
  respondBy: instant({ readOnly: true, derived: true, sortable: true, afterwards: true }),
  respondedAt: instant({ readOnly: true, derived: true, afterwards: true }),
  score: integer({ readOnly: true, derived: true, sortable: true, afterwards: true }),
  scoreChange: integer({ readOnly: true, derived: true, afterwards: true }),
  scoredAt: instant({ readOnly: true, derived: true, afterwards: true }),
  closedAt: instant({ readOnly: true, afterwards: true }),
  convertedCustomerId: reference('customer', { readOnly: true, afterwards: true }),
  convertedContactId: reference('contact', { readOnly: true, afterwards: true }),
  convertedDealId: reference('deal', { readOnly: true, afterwards: true }),
}

export const LeadModel = recordModel('lead', leadFields)
export type Lead = ReadOf<typeof LeadModel>
