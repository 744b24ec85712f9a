import { workContext } from '@sextant/db/access/work-context'
import { tellWatchers } from '@sextant/db/activities/tell-watchers'
import { isTold } from '@sextant/db/activities/watched.rules'
import { catalogue, meaningOf } from '@sextant/db/app/catalogue.events'
import { systemClock } from '@sextant/db/core/clock'
import { objects } from '@sextant/db/core/grants.rules'
import { isOutage } from '@sextant/db/core/postgres-faults'
import type { EventKind, LoggedEvent } from '@sextant/db/events/event.model'
import type { Consumer } from '../relay/consumer'

/** Tells who watches records what has happened to them. What sets off no automation is not told. */
export const watchers = (): Consumer => ({
  name: 'watchers',
  batch: 2_000,
  kinds: catalogue.flatMap(({ kind, shown }: EventKind) => (shown && isTold(kind) ? [kind] : [])),
  consume: async (events, { db, log }) => {
    const told = events.filter(({ silent }) => !silent)
    for (const [workspaceId, some] of Map.groupBy(told, event => event.workspaceId))
      try {
        const ctx = await workContext({ db, clock: systemClock }, { workspaceId, task: 'watchers' })
        await tellWatchers(
          ctx,
          some.map(event => ({ event, sight: sightOf(event), also: meaningOf(event)?.also })),
        )
      } catch (error) {
        if (isOutage(error)) throw error
        // What is wrong in one workspace must not keep all others waiting.
        log.error('watchers could not be told', { workspaceId, error })
      }
  },
})

/** The object whose right gives sight of an event: its kind names it, or it is its subject. */
function sightOf(event: LoggedEvent) {
  const meaning = meaningOf(event)
  const sight = meaning?.sight === undefined ? event.subjectType : meaning.sight
  return objects.find(name => name === sight)
}
