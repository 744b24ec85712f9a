import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

/** Of the rules by which a workspace assigns leads, whose id is the subject's. */
export const assignmentEvents = eventsOf(
  { subject: 'assignment' },
  { changed: { payload: { version: v.number(), names: v.array(v.string()) } } },
)
