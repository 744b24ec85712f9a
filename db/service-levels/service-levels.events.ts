import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { promises } from './policy.model'

/** Of the policies, whose subject is the workspace. */
export const servicePolicyEvents = eventsOf(
  { subject: 'service_policies', sight: 'assignment' },
  { changed: { payload: { version: v.number(), names: v.array(v.string()) } } },
)

const moments = { replyBy: v.nullable(v.string()), solveBy: v.nullable(v.string()) }
const promised = { promised: v.picklist(promises), dueAt: v.string(), policy: v.string() }

/** Of the clocks of a ticket. */
export const clockEvents = eventsOf(
  { subject: 'ticket', word: 'clock' },
  {
    /** It is due at other moments, as a policy or a calendar has changed. */
    targetsMoved: { payload: { ...moments, why: v.picklist(['policies', 'calendars']) }, shown: true },
    warned: { payload: promised, shown: true },
    missed: { payload: promised, shown: true },
  },
)

/** About the workspace: what is due has changed of some tickets, so that screens look again. People see what has happened with each. */
export const ticketClockEvents = eventsOf({ subject: 'ticket_clock', sight: 'ticket' }, { moved: {} })

/** Of a counting anew. */
export const recountEvents = eventsOf(
  { subject: 'clock_recount', sight: 'assignment' },
  {
    progressed: { payload: { lookedAt: v.number() } },
    done: { payload: { moved: v.number(), late: v.number() } },
  },
)
