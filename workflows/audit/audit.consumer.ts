import { workContext } from '@sextant/db/access/work-context'
import { auditedEvents } from '@sextant/db/audit/audit.rules'
import { noteEvents } from '@sextant/db/audit/note-audit'
import { systemClock } from '@sextant/db/core/clock'
import { isOutage } from '@sextant/db/core/postgres-faults'
import type { Consumer } from '../relay/consumer'

/** Takes what the log tells of rights over into the audit. */
export const audit = (): Consumer => ({
  name: 'audit',
  batch: 1_000,
  kinds: auditedEvents,
  consume: async (events, { db, log }) => {
    for (const [workspaceId, some] of Map.groupBy(events, event => event.workspaceId))
      try {
        const ctx = await workContext({ db, clock: systemClock }, { workspaceId, task: 'audit' })
        await noteEvents(ctx, some)
      } catch (error) {
        if (isOutage(error)) throw error
        // What is wrong in one workspace must not keep all others waiting.
        log.error('events could not be taken over into the audit', { workspaceId, error })
      }
  },
})
