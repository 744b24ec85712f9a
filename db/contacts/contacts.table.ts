import { recordTable } from '../core/record.table'
import { contactKeys } from './contacts.keys'
import { contactFields } from './contacts.model'

export const contactTable = recordTable('contact', contactFields, contactKeys)
