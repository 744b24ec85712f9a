import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { recordEvents } from '../events/record.events'

export const ticketEvents = recordEvents('ticket')

/** About what all tickets of a workspace go by. */
export const ticketSettingEvents = eventsOf(
  { subject: 'workspace', word: 'ticket_settings' },
  { saved: { payload: { version: v.number() } } },
)
