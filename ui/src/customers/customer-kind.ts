import { customerFields } from '@sextant/db/customers/customers.model'
import { industryName } from '../parts/records/industry'
import type { RecordKind } from '../parts/records/kind'
import { t } from './customers.text'

type FieldKey = keyof typeof customerFields
const isField = (key: string): key is FieldKey => key in customerFields
const tones = { prospect: 'info', active: 'pos', former: 'plum' } as const
const isStatus = (value: string): value is keyof typeof tones => value in tones

/** What the screens know of a customer beyond its model. */
export const customerKind: RecordKind = {
  entity: 'customer',
  area: 'customers',
  fields: customerFields,
  label: key => (isField(key) ? t(`field.${key}`) : key),
  option: (key, value) => {
    if (key === 'industry') return industryName(value)
    return key === 'status' && isStatus(value) ? t(`status.${value}`) : value
  },
  tone: (key, value) => (key === 'status' && isStatus(value) ? tones[value] : undefined),
  always: ['id', 'version', 'name', 'status', 'industry', 'city', 'country', 'ownerId', 'deletedAt'],
  href: id => `/customers/${id}`,
}

export const formKeys = [
  'name',
  'domain',
  'status',
  'industry',
  'email',
  'phone',
  'country',
  'city',
  'employees',
  'annualRevenue',
  'legalName',
  'foundedYear',
  'customerSince',
  'parentId',
  'ownerId',
  'note',
]
