import * as v from 'valibot'
import { Names } from '../core/page.model'
import { DealModel } from '../deals/deals.model'
import { stageKinds } from './pipelines.model'

/** A sum in minor units. Amounts are held exactly by a number of JSON as JavaScript reads it, sums of many need not be. */
const Whole = v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.regex(/^-?\d{16,}$/))])

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
      sums: v.array(v.object({ currency: v.string(), minor: Whole, weightedMinor: Whole })),
      /** The first of its deals, where they were asked for. */
      cards: v.optional(v.array(DealModel.Part)),
    }),
  ),
  names: v.optional(Names),
  /** By stage, where there are more deals than its cards. */
  next: v.optional(v.record(v.string(), Onward)),
})
export type Board = v.InferOutput<typeof Board>
