import { keepLastActivity } from '../activities/last-activity'
import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { ancestryOf } from './ancestry'
import { customerEvents } from './customers.events'
import { customerKeys } from './customers.keys'
import { CustomerModel } from './customers.model'
import { type Ancestry, noteParent, refuseOwnAncestor } from './customers.rules'

export const customerEntity: Entity<typeof CustomerModel, Ancestry> = {
  name: 'customer',
  area: areas.customer,
  model: CustomerModel,
  events: customerEvents,
  keys: customerKeys,
  titleField: 'name',
  detailField: 'city',
  life: {
    facts: ancestryOf,
    prepare: refuseOwnAncestor,
    learn: noteParent,
    settle: keepLastActivity('customer'),
  },
}
