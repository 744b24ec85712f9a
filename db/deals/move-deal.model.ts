import * as v from 'valibot'
import { trimmed } from '../core/field.model'

const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

/** `above`: the deal it lands under in the column, null for the top; absent keeps or takes the top. */
export const MoveDeal = v.strictObject({
  stageId: id,
  above: v.optional(v.nullable(id)),
  closeReason: v.optional(v.nullable(trimmed(255))),
  /** Which competitor won it. */
  lostToId: v.optional(v.nullable(id)),
  closeNote: v.optional(v.nullable(trimmed(100_000))),
})
export type MoveDeal = v.InferOutput<typeof MoveDeal>

/** `version`: the one that the move gave the deal. */
export const UndoMove = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647)),
})
export type UndoMove = v.InferOutput<typeof UndoMove>
