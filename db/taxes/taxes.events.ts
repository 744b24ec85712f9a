import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

/** About the table of taxes of a workspace, whose id is the subject's. */
export const taxEvents = eventsOf(
  { subject: 'tax_rate' },
  {
    saved: { payload: { country: v.string(), taxClass: v.string() } },
    removed: { payload: { country: v.string(), taxClass: v.string() } },
  },
)
