import * as v from 'valibot'

/** How far a new workspace has come, from what is in it. Null where the reader's role has nothing to do with it. */
const done = v.nullable(v.boolean())
export const FirstSteps = v.object({
  /** There is a lead, a customer, a contact or a deal that is no sample. */
  records: done,
  /** There is sample data, and it is not being made or taken away just now; null also where it is no step any more, for there are records of one's own. */
  sample: done,
  /** There is a second member, or an invitation that can still be accepted. */
  people: done,
  /** There is an API key. */
  key: done,
  /** A model was trained. */
  model: done,
})
export type FirstSteps = v.InferOutput<typeof FirstSteps>
