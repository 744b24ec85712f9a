import { buildFilterIndexes } from '@sextant/db/indexing/build-indexes'
import { Context as Activity } from '@temporalio/activity'
import type { ActivityDeps } from '../app/deps'

/** Less than from one run of the schedule to the next. */
const sliceMs = 90_000

export const indexingActivities = ({ db, log, clock }: ActivityDeps) => ({
  buildIndexes: async (): Promise<void> => {
    const { cancellationSignal, heartbeat } = Activity.current()
    const built = await buildFilterIndexes(
      { db, clock },
      {
        maxMs: sliceMs,
        onSlice: () => {
          heartbeat()
          cancellationSignal.throwIfAborted()
        },
      },
    )
    if (built) log.info('filter indexes built', { built })
  },
})

export type IndexingActivities = ReturnType<typeof indexingActivities>
