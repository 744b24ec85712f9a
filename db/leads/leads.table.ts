import { recordTable } from '../core/record.table'
import { leadKeys } from './leads.keys'
import { leadFields } from './leads.model'

export const leadTable = recordTable('lead', leadFields, leadKeys)
