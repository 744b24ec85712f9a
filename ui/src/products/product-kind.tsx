import { productFields } from '@sextant/db/products/products.model'
import type { RecordKind } from '../parts/records/kind'
import { t } from './products.text'

type FieldKey = keyof typeof productFields
const isField = (key: string): key is FieldKey => key in productFields

/** What the screens know of a product beyond its model. */
export const productKind: RecordKind = {
  entity: 'product',
  area: 'products',
  fields: productFields,
  label: key => (isField(key) ? t(`field.${key}`) : key),
  always: ['id', 'version', 'name', 'code', 'price', 'active', 'family', 'deletedAt'],
  href: id => `/products/${id}`,
}
