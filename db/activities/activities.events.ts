import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { recordEvents } from '../events/record.events'
import { activityFields } from './activities.model'

const { kind, name, direction, outcome } = activityFields
const about = { activityId: v.string(), kind: kind.schema, name: name.schema }

/** What is told of an activity, and to each record it is about. */
export const activityEvents = {
  ...recordEvents('activity'),
  ...eventsOf(
    { subject: ['lead', 'deal', 'contact', 'customer', 'ticket'], word: 'activity' },
    {
      logged: {
        payload: { ...about, direction: v.nullish(direction.schema), outcome: v.nullish(outcome.schema) },
        shown: true,
      },
      /** It was at another time, or (null) is not about the record any more. */
      revised: { payload: { ...about, occurredAt: v.nullable(v.string()) }, shown: true },
    },
  ),
  /** How many people are invited to a meeting now, who they are is told by the meeting; and when its moment has come. */
  ...eventsOf(
    { subject: 'activity' },
    {
      invited: { payload: { people: v.number() }, shown: true },
      /** A meeting repeats from now on by a rule: so many are in the calendar already. Whoever sends invitations asks for them here and at `invited`, once for all of a series. */
      repeated: { payload: { rule: v.string(), meetings: v.number() }, shown: true },
      /** People are called by their names in its text, each told for themselves. */
      mentioned: { payload: { names: v.array(v.string()) }, shown: true },
      /** The moment has come at which its owner is reminded. */
      cameDue: { payload: { name: name.schema }, shown: true },
    },
  ),
}
