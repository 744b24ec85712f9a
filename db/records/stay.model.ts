import * as v from 'valibot'

/** A stay of a record in a state: a lead's in a status, a deal's in a stage. */
export const Stay = v.object({
  /** The status, or the id of the stage. */
  value: v.string(),
  /** What a stage is called. */
  name: v.nullable(v.string()),
  enteredAt: v.string(),
  /** Null: it is there still. */
  leftAt: v.nullable(v.string()),
  /** Until it left, or until now. */
  seconds: v.number(),
})
export type Stay = v.InferOutput<typeof Stay>
