import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { recordEvents } from '../events/record.events'

export const leadEvents = recordEvents('lead')

/** What a lead did on the workspace's website. `page` is its path. */
export const webEvents = eventsOf(
  { subject: 'lead', word: 'web' },
  { visited: { payload: { page: v.string(), seconds: v.optional(v.number()) }, shown: true } },
)
