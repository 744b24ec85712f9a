import * as v from 'valibot'
import { areas, type RecordName } from '../core/areas.model'
import { eventsOf } from '../events/event.model'
import { shareLevels } from './share.model'

const whom = { with: v.picklist(['member', 'team']), name: v.string() }

/** A record is shared, or is no more: who it was shared with sees other records from then on, so every edge forgets who they are. */
export const shareEvents = eventsOf(
  { subject: Object.keys(areas) as RecordName[], word: 'record', forgets: 'workspace' },
  {
    shared: {
      payload: { ...whom, level: v.picklist(shareLevels), until: v.nullable(v.string()) },
      shown: true,
    },
    unshared: { payload: whom, shown: true },
  },
)
