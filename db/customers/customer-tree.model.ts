import * as v from 'valibot'

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

/** Companies that belong together: all of the group that the reader may see, each after its parent. */
export const CustomerTree = v.object({
  nodes: v.array(Node),
  /** Over all of them. */
  totals: v.object({
    customers: v.number(),
    contacts: v.number(),
    openDeals: v.number(),
    wonDeals: v.number(),
    /** Sums of the deals by currency, in minor units; a sum beyond 2^53 − 1 is a text of digits. */
    open: v.array(v.object({ currency: v.string(), minor: v.union([v.number(), v.string()]) })),
    won: v.array(v.object({ currency: v.string(), minor: v.union([v.number(), v.string()]) })),
  }),
  /** False: there are more companies than are told here. */
  whole: v.boolean(),
})
export type CustomerTree = v.InferOutput<typeof CustomerTree>
