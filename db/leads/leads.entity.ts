import { keepLastActivity } from '../activities/last-activity'
import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { leadEvents } from './leads.events'
import { leadKeys } from './leads.keys'
import { LeadModel } from './leads.model'
import { followStatus } from './leads.rules'

export const leadEntity: Entity<typeof LeadModel> = {
  name: 'lead',
  area: areas.lead,
  model: LeadModel,
  events: leadEvents,
  keys: leadKeys,
  titleField: 'name',
  detailField: 'company',
  endedBy: ['closedAt'],
  life: { prepare: followStatus, settle: keepLastActivity('lead') },
}
