import { keepLastActivity } from '../activities/last-activity'
import { areas } from '../core/areas.model'
import { freezeRates } from '../rates/freeze-rates'
import type { Entity } from '../records/entity'
import { dealEvents } from './deals.events'
import { dealFacts } from './deals.facts'
import { dealKeys } from './deals.keys'
import { DealModel } from './deals.model'
import { closingDays, type DealFacts, followStage } from './deals.rules'
import { keepStageHistory } from './stage-history'
import { makeCustomers } from './won-customers'

const noteActivity = keepLastActivity('deal')

export const dealEntity: Entity<typeof DealModel, DealFacts> = {
  name: 'deal',
  area: areas.deal,
  model: DealModel,
  events: dealEvents,
  keys: dealKeys,
  titleField: 'name',
  endedBy: ['closedOn', 'stageEnteredAt'],
  valuedOn: 'closedOn',
  life: {
    facts: dealFacts,
    prepare: followStage,
    settle: async (ctx, to, steps, by) => {
      keepStageHistory(ctx, to, steps, by)
      freezeRates(to, ctx.workspaceId, closingDays(steps))
      await makeCustomers(ctx, to, steps, by)
      await noteActivity(ctx, to, steps, by)
    },
  },
}
