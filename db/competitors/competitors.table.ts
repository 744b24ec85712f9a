import { recordTable } from '../core/record.table'
import { competitorKeys } from './competitors.keys'
import { competitorFields } from './competitors.model'

export const competitorTable = recordTable('competitor', competitorFields, competitorKeys)
