import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { contactKeys } from './contacts.keys'
import { ContactModel } from './contacts.model'

export const contactEntity: Entity = {
  name: 'contact',
  area: areas.contact,
  model: ContactModel,
  keys: contactKeys,
  titleField: 'name',
  detailField: 'jobTitle',
}
