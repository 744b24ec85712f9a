import {
  country,
  date,
  domain,
  email,
  instant,
  integer,
  longText,
  money,
  openSelect,
  phone,
  reference,
  select,
  text,
} from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

const customerStatuses = ['prospect', 'active', 'former'] as const

/** A customer is a company. Its people are contacts. */
export const customerFields = {
  name: text({ required: true, searched: true, sortable: true }),
  legalName: text({ searched: true }),
  domain: domain({ searched: true }),
  status: select(customerStatuses, { sortable: true, default: 'prospect' }),
  industry: openSelect([
    'manufacturing',
    'logistics',
    'retail',
    'health',
    'software',
    'finance',
    'agriculture',
    'energy',
    'public',
    'services',
  ]),
  country: country(),
  city: text(),
  email: email(),
  phone: phone({ searched: true }),
  employees: integer({ sortable: true }),
  annualRevenue: money({ sortable: true }),
  foundedYear: integer({ ungrouped: true }),
  parentId: reference('customer'),
  ownerId: reference('member'),
  /** Where it lies, which decides who sees it: where a person has put it, else where a rule does. */
  territoryId: reference('territory', { readOnly: true, derived: true, afterwards: true, indexed: true }),
  fixedTerritoryId: reference('territory', { afterwards: true }),
  customerSince: date({ sortable: true }),
  note: longText(),
  externalId: text(),
  lastActivityAt: instant({ readOnly: true, derived: true, sortable: true }),
}

export const CustomerModel = recordModel('customer', customerFields)
export type Customer = ReadOf<typeof CustomerModel>
