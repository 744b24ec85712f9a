import { keepLastActivity } from '../activities/last-activity'
import { areas } from '../core/areas.model'
import { allOf } from '../core/database'
import { freezeRates } from '../rates/freeze-rates'
import type { Entity } from '../records/entity'
import { customerFacts } from '../territories/place.facts'
import { type PlaceFacts, placeByCustomer } from '../territories/place.rules'
import { followCompetitors } from './deal-competitors.rules'
import { dealEvents } from './deals.events'
import { dealFacts } from './deals.facts'
import { dealKeys } from './deals.keys'
import { DealModel } from './deals.model'
import { closingDays, type DealFacts, followStage } from './deals.rules'
import { keepStageHistory } from './stage-history'
import { makeCustomers } from './won-customers'

const noteActivity = keepLastActivity('deal')

export const dealEntity: Entity<typeof DealModel, DealFacts & { places: PlaceFacts }> = {
  name: 'deal',
  area: areas.deal,
  model: DealModel,
  events: dealEvents,
  keys: dealKeys,
  titleField: 'name',
  endedBy: ['closedOn', 'stageEnteredAt'],
  valuedOn: 'closedOn',
  summedBy: 'stageId',
  life: {
    facts: async (...asked) => {
      const [facts, places] = await allOf([dealFacts(...asked), customerFacts(...asked)])
      return { ...facts, places }
    },
    prepare: (change, facts, by) =>
      followStage(change, facts, by) ??
      followCompetitors(change, by) ??
      placeByCustomer(change, facts.places, by),
    settle: async (ctx, to, steps, by) => {
      keepStageHistory(ctx, to, steps, by)
      freezeRates(to, ctx.workspaceId, closingDays(steps))
      await makeCustomers(ctx, to, steps, by)
      await noteActivity(ctx, to, steps, by)
    },
  },
}
