import { contactFields } from '@sextant/db/contacts/contacts.model'
import { customerFields } from '@sextant/db/customers/customers.model'
import type { RecordKind } from '../parts/records/kind'
import { t } from './contacts.text'

type FieldKey = keyof typeof contactFields
const isField = (key: string): key is FieldKey => key in contactFields

/** What the screens know of a contact beyond its model. */
export const contactKind: RecordKind = {
  entity: 'contact',
  area: 'contacts',
  fields: contactFields,
  label: key => {
    if (key === 'customer.country') return t('field.country')
    return isField(key) ? t(`field.${key}`) : key
  },
  relations: {
    customer: { via: 'customerId', entity: 'customer', fields: { country: customerFields.country } },
  },
  relationLabel: () => t('field.customerId'),
  always: ['id', 'version', 'name', 'jobTitle', 'customerId', 'ownerId', 'lastActivityAt', 'deletedAt'],
  href: id => `/contacts/${id}`,
}
