import * as v from 'valibot'

/** Whether there is an address, since when, and when it was read last. Never the address. */
export const CalendarFeed = v.object({
  createdAt: v.nullable(v.string()),
  lastReadAt: v.nullable(v.string()),
})
export type CalendarFeed = v.InferOutput<typeof CalendarFeed>

/** The address, this once; `id` is the member's. */
export const CalendarFeedMade = v.object({ id: v.string(), ...CalendarFeed.entries, url: v.string() })
