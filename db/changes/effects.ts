import { memberEvents, teamEvents } from '../access/access.events'
import type { Effect, EventKind } from '../events/event.model'
import { customFieldEvents } from '../fields/custom-field.events'
import { registered } from '../records/registry'

/** What undo knows to take back: what happened to records, and to what `undo-other.ts` handles. */
const undone = (): EventKind[] =>
  [...registered().map(({ events }) => events), memberEvents, teamEvents, customFieldEvents].flatMap(family =>
    Object.values<EventKind>(family),
  )

/** What the kinds of event did to their subject. A kind that is not in it has nothing to take back. */
export const effectsByKind = (): Map<string, Effect> =>
  new Map(undone().flatMap(({ kind, effect }) => (effect ? [[kind, effect] as const] : [])))
