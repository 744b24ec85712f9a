import { recordEvents } from '../events/record.events'

export const activityEvents = recordEvents('activity')
