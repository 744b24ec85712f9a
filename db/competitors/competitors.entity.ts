import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { competitorEvents } from './competitors.events'
import { competitorKeys } from './competitors.keys'
import { CompetitorModel } from './competitors.model'

export const competitorEntity: Entity<typeof CompetitorModel> = {
  name: 'competitor',
  area: areas.competitor,
  model: CompetitorModel,
  events: competitorEvents,
  keys: competitorKeys,
  titleField: 'name',
}
