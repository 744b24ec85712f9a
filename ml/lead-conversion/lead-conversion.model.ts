import { leadFields } from '@sextant/db/leads/leads.model'
import { type FieldFeature, featuresOf } from '../app/features.model'
import type { ModelSpecInput } from '../app/spec.model'

/** Names of one lead, or moved by what happens to it after the as-of time. */
const without = ['name', 'company', 'externalId', 'status', 'lastActivityAt', 'receivedOn']

/** The features of a lead, with the workspace's own custom fields (`custom.<key>`). */
export const leadFeatures = (custom: readonly FieldFeature[] = []): FieldFeature[] => [
  ...featuresOf(leadFields, without),
  ...custom,
]

/**
 * Does a lead convert? As of the day it was received; 1: converted within 90 days, 0: disqualified, or 90 days went by.
 * Leads younger than that and still open have no label yet and are no training rows.
 */
export const leadConversion = (custom: readonly FieldFeature[] = []): ModelSpecInput => ({
  name: 'lead-conversion',
  subject: 'lead',
  task: 'binary',
  label: 'Converts to a customer',
  horizonDays: 90,
  features: leadFeatures(custom),
  prior: { rate: 0.1, rows: 20 },
})
