import { recordEvents } from '../events/record.events'

export const ticketEvents = recordEvents('ticket')
