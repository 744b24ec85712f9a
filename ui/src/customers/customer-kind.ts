import { customerFields } from '@sextant/db/customers/customers.model'
import type { RecordKind } from '../parts/records/kind'
import { t } from './customers.text'

type FieldKey = keyof typeof customerFields
const isField = (key: string): key is FieldKey => key in customerFields
const industries = [
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
] as const
const tones = { prospect: 'info', active: 'pos', former: 'plum' } as const
const isStatus = (value: string): value is keyof typeof tones => value in tones

/** What the screens know of a customer beyond its model. */
export const customerKind: RecordKind = {
  entity: 'customer',
  area: 'customers',
  fields: customerFields,
  label: key => (isField(key) ? t(`field.${key}`) : key),
  option: (key, value) => {
    const industry = industries.find(one => one === value)
    if (key === 'industry' && industry) return t(`industry.${industry}`)
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
