import { leadEntity } from '@sextant/db/leads/leads.entity'
import { leadFields } from '@sextant/db/leads/leads.model'
import { fieldFeatures } from '../features/field-features'
import { jobRank } from '../features/job-rank.rules'
import type { OutcomeModel } from '../features/outcome-model'
import { behaviourFeatures, calendarFeatures, ownerFeature } from '../features/shared-features'
import { wonWithin } from '../features/won-within'

const horizonDays = 90
const won = 'converted'
const lost = 'disqualified'

/** Which leads become customers. */
export const leadConversion: OutcomeModel = {
  name: 'lead-conversion',
  entity: { ...leadEntity, name: 'lead' },
  label: 'converted to a customer',
  horizonDays,
  windowDays: 7,
  prior: { rate: 0.15, rows: 20 },
  features: [
    ...fieldFeatures(leadFields, {
      source: 'Source',
      industry: 'Industry',
      employees: 'Employees',
      country: 'Country',
      city: 'City',
      language: 'Language',
      value: 'Value',
      jobTitle: 'Job title',
      emailConsent: 'E-mail consent',
      email: 'E-mail known',
      phone: 'Phone known',
      website: 'Website known',
    }),
    { key: 'jobTitle.rank', label: 'Rank', kind: 'category', of: ({ values }) => jobRank(values.jobTitle) },
    ...behaviourFeatures,
    ...calendarFeatures,
    ownerFeature('Owner’s past conversion rate'),
  ],
  madeOf: {},
  notes: [
    'A lead is judged by what was known seven days after it arrived, or at its arrival where it was closed sooner, came by import, or is one of the eighth taken as new. What happens after those seven days does not move its score; a changed field does.',
    'A lead without an outcome 90 days after it was entered counts as not converted.',
  ],
  opened: 'receivedOn',
  closed: 'closedAt',
  open: ['new', 'working', 'qualified', 'nurture'],
  won,
  lost,
  labelOf: wonWithin(horizonDays, { won, lost }),
}
