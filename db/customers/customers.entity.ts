import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { refuseOwnAncestor } from './ancestry'
import { customerEvents } from './customers.events'
import { customerKeys } from './customers.keys'
import { CustomerModel } from './customers.model'

export const customerEntity: Entity = {
  name: 'customer',
  area: areas.customer,
  model: CustomerModel,
  events: customerEvents,
  keys: customerKeys,
  titleField: 'name',
  detailField: 'city',
  prepare: async (_ctx, { tx }, { before, values }) => {
    if (before && typeof values.parentId === 'string') await refuseOwnAncestor(tx, before.id, values.parentId)
  },
}
