import * as v from 'valibot'
import { Whole } from '../core/money.model'
import { Names } from '../core/page.model'
import { DealModel } from '../deals/deals.model'
import { Valuation } from '../rates/rates.model'
import { stageKinds } from './pipelines.model'

/** How the list of deals goes on after the cards of a stage. */
const Onward = v.object({ filter: v.string(), sort: v.string(), after: v.string() })

/** A pipeline's stages in order, each with the number and the sums of its deals, plain and weighted by its probability. */
export const Board = v.object({
  pipeline: v.object({ id: v.string(), name: v.string() }),
  stages: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      kind: v.picklist(stageKinds),
      /** Percent. */
      probability: v.nullable(v.number()),
      idleAfterDays: v.nullable(v.number()),
      count: v.number(),
      /** In the reader's currency; `missing` are amounts without a rate, which are in no sum. Null where there are no deals, or none whose amount one may read. */
      total: v.nullable(v.object({ minor: Whole, weightedMinor: Whole, missing: v.number() })),
      /** `here`: what its amounts are in the reader's currency; null where some have no rate. */
      sums: v.array(
        v.object({ currency: v.string(), minor: Whole, weightedMinor: Whole, here: v.nullable(Whole) }),
      ),
      /** The first of its deals, where they were asked for. */
      cards: v.optional(v.array(DealModel.Part)),
    }),
  ),
  /** By what the totals were made. */
  valuation: Valuation,
  names: v.optional(Names),
  /** By stage, where there are more deals than its cards. */
  next: v.optional(v.record(v.string(), Onward)),
})
export type Board = v.InferOutput<typeof Board>
