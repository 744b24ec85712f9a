import { recordEvents } from '../events/record.events'

export const productEvents = recordEvents('product')
