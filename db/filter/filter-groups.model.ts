import * as v from 'valibot'
import type { Operator } from './filter.model'

/** HubSpot's operators, and ours for each. */
export const groupOperators = {
  EQ: 'eq',
  NEQ: 'neq',
  GT: 'gt',
  GTE: 'gte',
  LT: 'lt',
  LTE: 'lte',
  BETWEEN: 'between',
  IN: 'in',
  NOT_IN: 'not_in',
  HAS_PROPERTY: 'known',
  NOT_HAS_PROPERTY: 'unknown',
  CONTAINS_TOKEN: 'contains',
  NOT_CONTAINS_TOKEN: 'not_contains',
} as const satisfies Record<string, Operator>

export type GroupOperator = keyof typeof groupOperators
export const groupOperatorNames = Object.keys(groupOperators) as [GroupOperator, ...GroupOperator[]]

export const WrittenValue = v.union([v.string(), v.number(), v.boolean()])
export type WrittenValue = v.InferOutput<typeof WrittenValue>

/** A filter as HubSpot writes it: the groups are alternatives, the filters of one all hold. */
export const FilterGroups = v.pipe(
  v.array(
    v.strictObject({
      filters: v.pipe(
        v.array(
          v.strictObject({
            propertyName: v.string(),
            operator: v.picklist(groupOperatorNames),
            value: v.optional(WrittenValue),
            values: v.optional(v.array(WrittenValue)),
            highValue: v.optional(WrittenValue),
          }),
        ),
        v.nonEmpty(),
      ),
    }),
  ),
  v.maxLength(200),
)
export type FilterGroups = v.InferOutput<typeof FilterGroups>
