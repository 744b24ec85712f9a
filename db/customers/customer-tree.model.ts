import * as v from 'valibot'
import { Whole } from '../core/money.model'

/** A company of a group, with what is its own. */
const Node = v.object({
  id: v.string(),
  name: v.string(),
  /** Null: the top, or what is above is out of the reader's reach. */
  parentId: v.nullable(v.string()),
  /** 0: the top. */
  depth: v.number(),
  status: v.string(),
  country: v.nullable(v.string()),
  contacts: v.number(),
  openDeals: v.number(),
})

/** Amounts of deals in one currency, in minor units: open ones at today's rates, won ones at those of their closing day. `missing`: so many have no rate. */
const Sum = v.object({ minor: Whole, missing: v.number() })

/** Companies that belong together: all of the group that the reader may see, each after its parent. */
export const CustomerTree = v.object({
  nodes: v.array(Node),
  /** Over all of them. */
  totals: v.object({
    customers: v.number(),
    contacts: v.number(),
    openDeals: v.number(),
    wonDeals: v.number(),
    /** The reader's, of both sums. */
    currency: v.string(),
    open: Sum,
    won: Sum,
  }),
  /** False: there are more companies than are told here. */
  whole: v.boolean(),
})
export type CustomerTree = v.InferOutput<typeof CustomerTree>
