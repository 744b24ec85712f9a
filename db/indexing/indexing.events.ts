import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

const which = { entity: v.string(), field: v.string() }

/** About the fields that filters find records by quickly, of a workspace, whose id is the subject's. */
export const filterIndexEvents = eventsOf(
  { subject: 'filter_index', sight: 'operations' },
  { built: { payload: { ...which, records: v.number() } }, dropped: { payload: which } },
)
