import { recordTable } from '../core/record.table'
import { productKeys } from './products.keys'
import { productFields } from './products.model'

export const productTable = recordTable('product', productFields, productKeys)
