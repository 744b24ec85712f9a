import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { recordEvents } from '../events/record.events'

export const dealEvents = recordEvents('deal')

const stage = { approvalId: v.string(), stageId: v.string(), stage: v.string() }

/** Of asking somebody to agree to a move: they are told of the deal. */
export const approvalEvents = eventsOf(
  { subject: 'deal', word: 'approval' },
  {
    asked: { payload: { ...stage, reason: v.string() }, shown: true },
    approved: { payload: { ...stage, note: v.nullable(v.string()) }, shown: true },
    declined: { payload: { ...stage, note: v.nullable(v.string()) }, shown: true },
    withdrawn: { payload: stage, shown: true },
    reminded: { payload: { ...stage, names: v.array(v.string()) }, shown: true },
  },
)
