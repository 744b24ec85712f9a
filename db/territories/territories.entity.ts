import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { lockRules } from './place.facts'
import { askPlacing } from './place-records'
import { territoryEvents } from './territories.events'
import { territoryKeys } from './territories.keys'
import { TerritoryModel } from './territories.model'
import { keepTree, movesRecords, noteTerritory, type TerritoryFacts } from './territories.rules'

export const territoryEntity: Entity<typeof TerritoryModel, TerritoryFacts> = {
  name: 'territory',
  area: areas.territory,
  model: TerritoryModel,
  events: territoryEvents,
  keys: territoryKeys,
  titleField: 'name',
  life: {
    facts: async (_ctx, tx) => {
      await lockRules(tx)
      const rows = await tx<{ id: string; parentId: string | null }[]>`
        select id, parent_id from territory where deleted_at is null`
      return { parents: new Map(rows.map(({ id, parentId }) => [id, parentId])) }
    },
    prepare: keepTree,
    learn: noteTerritory,
    settle: async (ctx, to, steps) => {
      if (steps.some(movesRecords)) await askPlacing(ctx, to)
    },
  },
}
