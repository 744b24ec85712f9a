import { recordEvents } from '../events/record.events'

export const dealEvents = recordEvents('deal')
