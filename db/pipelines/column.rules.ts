import type { Filter } from '../filter/filter.model'
import type { SortKey } from '../filter/sort.rules'
import type { StageKind } from './pipelines.model'

/** A column of the board that has more deals than it showed. */
export interface ColumnEnd {
  stageId: string
  kind: StageKind
}

/** How a column is sorted, as a list's `sort` says it and as a query has it. */
export const columnSortText = 'position'
export const columnSort: readonly SortKey[] = [{ field: 'position', direction: 'asc', nulls: 'last' }]

/** The filter by which the list of deals goes on with a column of the board. */
export const columnFilter = ({ stageId, kind }: ColumnEnd, closedSince: string, filter?: Filter): Filter => ({
  and: [
    { field: 'stageId', op: 'eq', value: stageId },
    ...(kind === 'open' ? [] : [{ field: 'closedOn', op: 'gte' as const, value: closedSince }]),
    ...(filter ? [filter] : []),
  ],
})
