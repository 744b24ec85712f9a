import * as v from 'valibot'

/** How far a consumer of the event log is behind. */
export const RelayLag = v.object({
  consumer: v.string(),
  /** Events not consumed yet, counted up to 10,000. */
  behind: v.number(),
  /** Age of the oldest of them, in seconds; 0 when there is none. */
  lagSeconds: v.number(),
  consumedAt: v.nullable(v.string()),
  failingSince: v.nullable(v.string()),
  failure: v.nullable(v.string()),
  failures: v.number(),
})
export type RelayLag = v.InferOutput<typeof RelayLag>
