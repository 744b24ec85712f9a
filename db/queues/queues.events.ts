import { recordEvents } from '../events/record.events'

export const queueEvents = recordEvents('queue')
