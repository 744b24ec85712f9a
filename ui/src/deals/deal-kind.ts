import { customerFields } from '@sextant/db/customers/customers.model'
import { dealFields } from '@sextant/db/deals/deals.model'
import type { ScoredRecordKind } from '../parts/score/score-panel'
import { t } from './deals.text'

type FieldKey = keyof typeof dealFields
const isField = (key: string): key is FieldKey => key in dealFields
type SourceKey = 'website' | 'referral' | 'event' | 'advertisement' | 'outbound' | 'partner' | 'import'
const sources: readonly string[] = dealFields.source.options
const statusTones = { open: 'info', won: 'pos', lost: 'neg' } as const
const isStatus = (value: string): value is keyof typeof statusTones => value in statusTones

/** What the screens know of a deal beyond its model. */
export const dealKind: ScoredRecordKind = {
  entity: 'deal',
  area: 'deals',
  fields: dealFields,
  label: key => {
    if (key === 'customer.industry') return t('field.customer.industry')
    if (key === 'customer.country') return t('field.customer.country')
    return isField(key) ? t(`field.${key}`) : key
  },
  option: (key, value) => {
    if (key === 'status' && isStatus(value)) return t(`status.${value}`)
    return key === 'source' && sources.includes(value) ? t(`source.${value as SourceKey}`) : value
  },
  tone: (key, value) => (key === 'status' && isStatus(value) ? statusTones[value] : undefined),
  relations: {
    customer: {
      via: 'customerId',
      entity: 'customer',
      fields: { country: customerFields.country },
    },
  },
  relationLabel: () => t('field.customerId'),
  always: [
    'id',
    'version',
    'name',
    'customerId',
    'amount',
    'stageId',
    'status',
    'ownerId',
    'score',
    'deletedAt',
  ],
  href: id => `/pipeline/deals/${id}`,
}
