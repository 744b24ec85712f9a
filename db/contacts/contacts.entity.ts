import type { Entity } from '../records/entity'
import { contactKeys } from './contacts.keys'
import { ContactModel } from './contacts.model'

export const contactEntity: Entity = {
  name: 'contact',
  area: 'contacts',
  model: ContactModel,
  keys: contactKeys,
  titleField: 'name',
  detailField: 'jobTitle',
}
