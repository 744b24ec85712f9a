import { dealFields } from '@sextant/db/deals/deals.model'
import { type FieldFeature, featuresOf } from '../app/features.model'
import type { ModelSpecInput } from '../app/spec.model'

/** Names of one deal, or moved by what happens to it after the as-of time: a won deal stands in the last stage. */
const without = ['name', 'externalId', 'customerId', 'contactId', 'stageId', 'lastActivityAt', 'openedOn']

/** The features of a deal, with the workspace's own custom fields (`custom.<key>`). */
export const dealFeatures = (custom: readonly FieldFeature[] = []): FieldFeature[] => [
  ...featuresOf(dealFields, without),
  ...custom,
]

/** Is a deal won? As of the day it was opened; 1: won, 0: lost, whenever that is. Open deals are no training rows. */
export const dealWin = (custom: readonly FieldFeature[] = []): ModelSpecInput => ({
  name: 'deal-win',
  subject: 'deal',
  task: 'binary',
  label: 'Is won',
  horizonDays: null,
  features: dealFeatures(custom),
  prior: { rate: 0.3, rows: 20 },
})
