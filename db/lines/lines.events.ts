import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

/** What lines say is told by those who may read amounts; here only that there are others, and how many. The deal's amount follows in an event of its own. */
export const lineEvents = eventsOf(
  { subject: 'deal', word: 'lines' },
  {
    written: { payload: { lines: v.number() }, shown: true },
    /** Of discounts that waited. */
    decided: { payload: { approved: v.boolean(), offered: v.boolean(), lines: v.number() }, shown: true },
  },
)
