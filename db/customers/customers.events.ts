import { recordEvents } from '../events/record.events'

export const customerEvents = recordEvents('customer')
