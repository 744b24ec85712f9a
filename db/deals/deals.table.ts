import { recordTable } from '../core/record.table'
import { dealKeys } from './deals.keys'
import { dealFields } from './deals.model'

export const dealTable = recordTable('deal', dealFields, dealKeys)
