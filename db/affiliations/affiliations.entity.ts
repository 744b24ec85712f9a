import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { affiliationEvents } from './affiliations.events'
import { affiliationFacts } from './affiliations.facts'
import { affiliationKeys } from './affiliations.keys'
import { AffiliationModel } from './affiliations.model'
import { type AffiliationFacts, checkTimes, noteHeld } from './affiliations.rules'

export const affiliationEntity: Entity<typeof AffiliationModel, AffiliationFacts> = {
  name: 'affiliation',
  area: areas.affiliation,
  model: AffiliationModel,
  events: affiliationEvents,
  keys: affiliationKeys,
  titleField: 'role',
  life: { facts: affiliationFacts, prepare: checkTimes, learn: noteHeld },
}
