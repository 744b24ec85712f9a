import * as v from 'valibot'

/** What all tickets of a workspace go by. */
export const TicketSettings = v.strictObject({
  /** So many days after it was solved a ticket is closed; null: never by itself. */
  closeAfterDays: v.nullable(
    v.pipe(v.number(), v.integer('Write whole days.'), v.minValue(0), v.maxValue(3650, 'At most ten years.')),
  ),
})
export type TicketSettings = v.InferOutput<typeof TicketSettings>

export const usualTicketSettings: TicketSettings = { closeAfterDays: 7 }

/** `version` counts their changes; 0: none were set yet. */
export const KnownTicketSettings = v.object({ version: v.number(), settings: TicketSettings })
export type KnownTicketSettings = v.InferOutput<typeof KnownTicketSettings>
