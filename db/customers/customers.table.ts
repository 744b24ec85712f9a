import { recordTable } from '../core/record.table'
import { customerKeys } from './customers.keys'
import { customerFields } from './customers.model'

export const customerTable = recordTable('customer', customerFields, customerKeys)
