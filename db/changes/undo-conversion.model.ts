import * as v from 'valibot'

/** What became of the undo of a conversion: the lead is as it was; what somebody has worked on since stays and is named. */
export const ConversionUndone = v.object({
  leadId: v.string(),
  /** How many records went to the bin. */
  binned: v.number(),
  kept: v.array(
    v.object({
      type: v.string(),
      id: v.string(),
      name: v.nullable(v.string()),
      reason: v.picklist(['changed_since', 'in_use', 'duplicate', 'gone']),
    }),
  ),
})
export type ConversionUndone = v.InferOutput<typeof ConversionUndone>
