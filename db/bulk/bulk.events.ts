import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

const counts = { changed: v.number(), same: v.number(), refused: v.number() }
const undo = { undone: v.number(), kept: v.number() }

/** What became of the records is told by their own events, which name the bulk change as their cause: these are of the work alone, and shown to nobody. */
export const bulkEvents = eventsOf(
  { subject: 'bulk', sight: null },
  {
    requested: { asks: { start: 'changeRecords', id: 'bulk', limit: '2 days' } },
    progressed: { payload: counts },
    done: { payload: counts },
    cancelled: {},
    failed: {},
    undoRequested: { asks: { start: 'undoBulk', id: 'bulk-undo', limit: '2 days' } },
    undoProgressed: { payload: undo },
    undone: { payload: undo },
  },
)
