import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { placedKinds } from './territory-setup.model'

const version = v.number()
const counts = { done: v.number(), moved: v.number() }

/** Whose territory stands under whose, and who is in it, decides what they all see. */
export const territoryEvents = eventsOf(
  { subject: 'territory', forgets: 'workspace' },
  {
    created: { payload: { version }, shown: true, effect: 'made' },
    updated: { payload: { version }, shown: true, effect: 'changed' },
    archived: { payload: { version, name: v.unknown() }, shown: true, effect: 'changed' },
    restored: { payload: { version, name: v.unknown() }, shown: true, effect: 'changed' },
    setUp: { shown: true },
  },
)

/** A record lies elsewhere from now on, by a rule or by its customer: `before` and `after` tell where. */
export const placeEvents = eventsOf({ subject: placedKinds, word: 'territory' }, { placed: { shown: true } })

/** The work by which all records are placed anew. */
export const placingEvents = eventsOf(
  { subject: 'placing', sight: 'territory' },
  {
    requested: { asks: { start: 'placeRecords', id: 'placing', limit: '7 days' } },
    progressed: { payload: counts },
    done: { payload: counts },
    failed: {},
  },
)
