import { customerFields } from '@sextant/db/customers/customers.model'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import { dealFields } from '@sextant/db/deals/deals.model'
import { productFields } from '@sextant/db/products/products.model'
import { fieldFeatures } from '../features/field-features'
import type { OutcomeModel } from '../features/outcome-model'
import {
  behaviourFeatures,
  calendarFeatures,
  customerPastFeatures,
  ownerFeature,
  stageFeatures,
} from '../features/shared-features'
import { wonWithin } from '../features/won-within'

const horizonDays = 180
const won = 'won'
const lost = 'lost'

/** Which deals are won. */
export const dealWin: OutcomeModel = {
  name: 'deal-win',
  entity: { ...dealEntity, name: 'deal' },
  label: 'won',
  horizonDays,
  windowDays: 14,
  prior: { rate: 0.4, rows: 20 },
  features: [
    ...fieldFeatures(dealFields, { amount: 'Amount', source: 'Source' }),
    ...fieldFeatures(
      customerFields,
      { industry: 'Customer’s industry', country: 'Customer’s country', employees: 'Customer’s employees' },
      'customer',
      'customer.',
    ),
    ...fieldFeatures(productFields, { name: 'Product', family: 'Product family' }, 'product', 'product.'),
    {
      key: 'contact.known',
      label: 'Contact known',
      kind: 'boolean',
      evidence: 'something',
      of: ({ values }) => values.contactId != null,
    },
    ...behaviourFeatures,
    ...stageFeatures,
    ...customerPastFeatures,
    ...calendarFeatures,
    ownerFeature('Owner’s past win rate'),
  ],
  madeOf: { customer: 'customerId', product: 'productId' },
  notes: [
    'A deal is judged by what was known fourteen days after it was opened, or at its opening where it was closed sooner, came by import, or is one of the eighth taken as new. What happens after those fourteen days does not move its score; a changed field does.',
    'A deal without an outcome 180 days after it was entered counts as not won.',
  ],
  opened: 'openedOn',
  closed: 'closedOn',
  open: ['open'],
  won,
  lost,
  labelOf: wonWithin(horizonDays, { won, lost }),
}
