import { recordEvents } from '../events/record.events'

export const competitorEvents = recordEvents('competitor')
