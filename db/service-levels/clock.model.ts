import * as v from 'valibot'
import { ticketPriorities, ticketStatuses } from '../tickets/tickets.model'
import { promises } from './policy.model'

const instant = v.string()

/** A stretch of a clock: it ran, or stood still because of the ticket's status. `workMinutes`: the working time in it. */
const Stretch = v.object({
  start: instant,
  end: instant,
  status: v.picklist(ticketStatuses),
  runs: v.boolean(),
  workMinutes: v.number(),
})

/**
 * One clock as it stood. The minutes that it has run, `usedMinutes`, are the sum of the stretches that run; with `leftMinutes` they are the target. `plainDueAt`: when it would have been due
 * if it had never stood still, and `pausedMinutes` what was added to that.
 */
const TicketClock = v.object({
  promised: v.picklist(promises),
  state: v.picklist(['running', 'paused', 'met', 'dropped']),
  startedAt: instant,
  endedAt: v.nullable(instant),
  targetMinutes: v.number(),
  usedMinutes: v.number(),
  leftMinutes: v.number(),
  plainDueAt: v.nullable(instant),
  pausedMinutes: v.number(),
  dueAt: v.nullable(instant),
  isLate: v.boolean(),
  stretches: v.array(Stretch),
})
export type TicketClock = v.InferOutput<typeof TicketClock>

/** The clocks of a ticket as they stood at an instant, by what was known then. */
export const TicketClocks = v.object({
  at: instant,
  status: v.picklist(ticketStatuses),
  priority: v.picklist(ticketPriorities),
  /** Whose hours count: a zone, and the calendar's name; null where no policy held. */
  policy: v.nullable(v.object({ name: v.string(), calendar: v.nullable(v.string()), timeZone: v.string() })),
  clocks: v.array(TicketClock),
  /** When work is done between the beginning and the latest of what is due and the instant; `more`: there are more spans than are told. */
  work: v.array(v.object({ start: instant, end: instant })),
  more: v.boolean(),
  /** When something happened by which the clocks go, for choosing an instant. */
  moments: v.array(
    v.object({
      at: instant,
      what: v.picklist(['status', 'priority', 'asked', 'replied', 'policy']),
      value: v.nullable(v.string()),
    }),
  ),
})
export type TicketClocks = v.InferOutput<typeof TicketClocks>
