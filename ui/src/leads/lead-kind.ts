import { email, text } from '@sextant/db/core/field.model'
import { type LeadStatus, leadFields, leadStatuses } from '@sextant/db/leads/leads.model'
import { nextStatuses } from '@sextant/db/leads/leads.rules'
import type { Tone } from '../parts/chip/tone.model'
import { industryName } from '../parts/records/industry'
import type { ScoredRecordKind } from '../parts/score/score-panel'
import { t } from './leads.text'

type FieldKey = keyof typeof leadFields
const isField = (key: string): key is FieldKey => key in leadFields
const isStatus = (value: unknown): value is LeadStatus => leadStatuses.some(status => status === value)
const sources = ['website', 'referral', 'event', 'advertisement', 'outbound', 'partner', 'import'] as const
const isSource = (value: string): value is (typeof sources)[number] =>
  sources.some(source => source === value)

const tones: Record<LeadStatus, Tone> = {
  new: 'info',
  working: 'slate',
  qualified: 'pos',
  nurture: 'plum',
  disqualified: 'neg',
  converted: 'pos',
}

/** What the screens know of a lead beyond its model. */
export const leadKind: ScoredRecordKind = {
  entity: 'lead',
  area: 'leads',
  fields: leadFields,
  label: key => {
    if (isField(key)) return t(`field.${key}`)
    return key === 'owner.name' ? t('field.owner.name') : key === 'owner.email' ? t('field.owner.email') : key
  },
  option: (key, value) => {
    if (key === 'status' && isStatus(value)) return t(`status.${value}`)
    if (key === 'industry') return industryName(value)
    return key === 'source' && isSource(value) ? t(`source.${value}`) : value
  },
  tone: (key, value) => (key === 'status' && isStatus(value) ? tones[value] : undefined),
  next: (record, key) =>
    key === 'status' && isStatus(record.status) ? nextStatuses(record.status) : undefined,
  relations: {
    owner: { via: 'ownerId', entity: 'member', fields: { name: text(), email: email() } },
  },
  relationLabel: () => t('field.ownerId'),
  always: [
    'id',
    'version',
    'name',
    'company',
    'jobTitle',
    'city',
    'status',
    'score',
    'scoreChange',
    'ownerId',
    'lastActivityAt',
    'respondBy',
    'respondedAt',
    'deletedAt',
  ],
  href: id => `/leads/${id}`,
}

/** Fields of the create dialog, in order. */
export const createKeys: readonly FieldKey[] = [
  'name',
  'email',
  'phone',
  'company',
  'jobTitle',
  'website',
  'country',
  'source',
  'status',
  'value',
  'ownerId',
  'note',
]

/** Fields of the drawer, in order; the workspace's own follow. */
export const factKeys: readonly FieldKey[] = [
  'value',
  'ownerId',
  'territoryId',
  'fixedTerritoryId',
  'queue',
  'email',
  'phone',
  'company',
  'jobTitle',
  'website',
  'industry',
  'employees',
  'country',
  'city',
  'language',
  'source',
  'assignedBy',
  'statusReason',
  'emailConsent',
  'receivedOn',
  'externalId',
  'convertedCustomerId',
  'convertedContactId',
  'convertedDealId',
]
