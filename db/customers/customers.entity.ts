import { keepLastActivity } from '../activities/last-activity'
import { areas } from '../core/areas.model'
import { allOf } from '../core/database'
import { ancestryOf } from '../records/ancestry'
import { type Ancestry, noteParent, refuseOwnAncestor } from '../records/ancestry.rules'
import type { Entity } from '../records/entity'
import { followCustomers } from '../territories/follow-customer'
import { ruleFacts } from '../territories/place.facts'
import { type PlaceFacts, placeByRule } from '../territories/place.rules'
import { customerEvents } from './customers.events'
import { customerKeys } from './customers.keys'
import { CustomerModel } from './customers.model'
import { customerAncestry } from './customers.rules'

const noteActivity = keepLastActivity('customer')
const ancestryFacts = ancestryOf(customerAncestry)
const refuseLoop = refuseOwnAncestor(customerAncestry)
const placeFacts = ruleFacts('customer', CustomerModel.fields)

export const customerEntity: Entity<typeof CustomerModel, Ancestry & { places: PlaceFacts }> = {
  name: 'customer',
  area: areas.customer,
  model: CustomerModel,
  events: customerEvents,
  keys: customerKeys,
  titleField: 'name',
  detailField: 'city',
  life: {
    facts: async (...asked) => {
      const [ancestry, places] = await allOf([
        ancestryFacts(asked[0], asked[1], asked[2]),
        placeFacts(...asked),
      ])
      return { ...ancestry, places }
    },
    prepare: (change, facts, by) => refuseLoop(change, facts, by) ?? placeByRule(change, facts.places, by),
    learn: noteParent(customerAncestry),
    settle: async (ctx, to, steps, by) => {
      await noteActivity(ctx, to, steps, by)
      await followCustomers(ctx, to, steps)
    },
  },
}
