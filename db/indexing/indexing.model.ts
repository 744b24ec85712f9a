import * as v from 'valibot'

export const indexStates = ['noted', 'building', 'ready', 'dropping'] as const

/** A field by which filters were slow, and what became of it. */
export const FilterIndex = v.object({
  entity: v.string(),
  /** As filters name it: `city`, `custom.size`. */
  field: v.string(),
  /** noted: indexed once it was slow three times. building: what is there is being read. ready: filters go by it. dropping: it is being taken away. */
  state: v.picklist(indexStates),
  /** How often a filter by it was slow. */
  slow: v.number(),
  /** How many records were read. */
  records: v.number(),
  notedAt: v.string(),
  readyAt: v.nullable(v.string()),
  /** To the hour. One that nobody uses for sixty days is dropped. */
  lastUsedAt: v.string(),
})
export type FilterIndex = v.InferOutput<typeof FilterIndex>
