import * as v from 'valibot'
import { Whole } from '../core/money.model'

/** Deals that a figure is made of: how many, and the filter of the list that shows them. */
const Deals = v.object({ count: v.number(), filter: v.string() })

/**
 * How much a pipeline brings a day, by the common formula of sales velocity: open deals × their average amount × the share that is won ÷ the days that a
 * won deal takes. What is not known is null, and then so is the velocity.
 */
export const Velocity = v.object({
  /** Closed deals count from this day to that. */
  from: v.string(),
  until: v.string(),
  /** Of all amounts: the reader's. */
  currency: v.string(),
  /** Open now. `missing`: so many have an amount without a rate, which is in no sum. */
  open: v.object({ ...Deals.entries, minor: Whole, valued: v.number(), missing: v.number() }),
  won: Deals,
  lost: Deals,
  /** Minor units. */
  averageMinor: v.nullable(Whole),
  /** Between 0 and 1. */
  winRate: v.nullable(v.number()),
  /** From the day a deal was opened to the day it was won, on average; a deal of one day takes one. */
  cycleDays: v.nullable(v.number()),
  /** Minor units a day. */
  perDayMinor: v.nullable(Whole),
  /** Against whom deals that were closed stood, most often first; at most twenty. */
  competitors: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      won: v.number(),
      lost: v.number(),
      /** Of those lost, so many were said to be won by this one. */
      lostToThem: v.number(),
      /** Between 0 and 1: won of all closed deals that this one was in. */
      winRate: v.nullable(v.number()),
    }),
  ),
})
export type Velocity = v.InferOutput<typeof Velocity>
