import { recordEvents } from '../events/record.events'

export const contactEvents = recordEvents('contact')
