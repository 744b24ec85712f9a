import { recordEvents } from '../events/record.events'

export const affiliationEvents = recordEvents('affiliation')
