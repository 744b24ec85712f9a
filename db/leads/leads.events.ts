import { recordEvents } from '../events/record.events'

export const leadEvents = recordEvents('lead')
