import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

export const priceBookEvents = eventsOf(
  { subject: 'price_book' },
  {
    saved: { payload: { name: v.string(), entries: v.number() } },
    archived: { payload: { name: v.string() } },
  },
)
