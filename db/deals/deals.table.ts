import { recordTable } from '../core/record.table'
import { dealKeys } from './deals.keys'
import { dealFields } from './deals.model'

/** `in_column`: the cards of a column of the board in their order, and whether a closed one is recent enough, without a look at the deal. */
export const dealTable = recordTable('deal', dealFields, dealKeys, 'createdAt', {
  in_column: ['stage_id', 'position', 'id', 'closed_on'],
})
