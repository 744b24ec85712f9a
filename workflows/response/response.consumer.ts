import { workContext } from '@sextant/db/access/work-context'
import { activityEvents } from '@sextant/db/activities/activities.events'
import { systemClock } from '@sextant/db/core/clock'
import { isOutage } from '@sextant/db/core/postgres-faults'
import { leadEvents } from '@sextant/db/leads/leads.events'
import { followResponses } from '@sextant/db/response/follow-responses'
import type { Consumer } from '../relay/consumer'

const { created, updated, archived, restored } = leadEvents

/** Keeps the clocks of leads that are to be answered, a batch at a time. */
export const followLeadResponses = (): Consumer => ({
  name: 'response',
  batch: 2_000,
  kinds: [
    ...[created, updated, archived, restored].map(({ kind }) => kind),
    activityEvents.logged.kind,
    activityEvents.revised.kind,
  ],
  consume: async (events, { db, log }) => {
    const ofLeads = events.filter(({ subjectType }) => subjectType === 'lead')
    for (const [workspaceId, some] of Map.groupBy(ofLeads, event => event.workspaceId))
      try {
        const ctx = await workContext({ db, clock: systemClock }, { workspaceId, task: 'first_response' })
        await followResponses(ctx, [...new Set(some.map(({ subjectId }) => subjectId))])
      } catch (error) {
        if (isOutage(error)) throw error
        // What is wrong in one workspace must not keep all others waiting.
        log.error('clocks of leads could not be kept', { workspaceId, error })
      }
  },
})
