import { keepLastActivity } from '../activities/last-activity'
import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { customerFacts } from '../territories/place.facts'
import { type PlaceFacts, placeByCustomer } from '../territories/place.rules'
import { contactEvents } from './contacts.events'
import { contactKeys } from './contacts.keys'
import { ContactModel } from './contacts.model'

export const contactEntity: Entity<typeof ContactModel, PlaceFacts> = {
  name: 'contact',
  area: areas.contact,
  model: ContactModel,
  events: contactEvents,
  keys: contactKeys,
  titleField: 'name',
  detailField: 'jobTitle',
  life: { facts: customerFacts, prepare: placeByCustomer, settle: keepLastActivity('contact') },
}
