import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { productEvents } from './products.events'
import { productKeys } from './products.keys'
import { ProductModel } from './products.model'

export const productEntity: Entity<typeof ProductModel> = {
  name: 'product',
  area: areas.product,
  model: ProductModel,
  events: productEvents,
  keys: productKeys,
  titleField: 'name',
  detailField: 'code',
}
