import { recordTable } from '../core/record.table'
import { affiliationKeys } from './affiliations.keys'
import { affiliationFields } from './affiliations.model'

export const affiliationTable = recordTable('affiliation', affiliationFields, affiliationKeys)
