import * as v from 'valibot'
import type { AnySchema } from './field.model'

/** Where a list goes on: what to pass as `after`, and the whole address. */
const Paging = v.object({ next: v.object({ after: v.string(), link: v.string() }) })
export type Paging = v.InferOutput<typeof Paging>

/** What every list answers: its items, and `paging` where there are more of them. */
export const page = <const S extends AnySchema>(item: S) =>
  v.object({ results: v.array(item), paging: v.optional(Paging) })

/** What records are called, by id; null where there is no name for the asker. */
export const Names = v.record(v.string(), v.nullable(v.string()))
export type Names = Readonly<v.InferOutput<typeof Names>>

/** How many there are in all; `exact` is false where counting stopped. */
export const Total = v.object({ value: v.number(), exact: v.boolean() })
export type Total = v.InferOutput<typeof Total>
