import { workContext } from '@sextant/db/access/work-context'
import type { Context } from '@sextant/db/core/context'
import { failPlacing, runPlacing } from '@sextant/db/territories/place-records'
import type { Placing } from '@sextant/db/territories/territory-setup.model'
import { Context as Activity } from '@temporalio/activity'
import type { ActivityDeps } from '../app/deps'
import type { GivenUp } from '../app/giving-up.workflow'
import { inSlices } from '../app/in-slices'
import type { WorkRequest } from '../app/request.model'

/** How long one activity works before it reports back. */
const sliceMs = 60_000

/** Progress for Temporal; throws when the activity was cancelled or its worker is to stop, between two slices. */
function beat(records: number): void {
  const activity = Activity.current()
  activity.heartbeat(records)
  activity.cancellationSignal.throwIfAborted()
}

/** The work that places records in territories. It is the workspace's own: whoever changed the rules may have left meanwhile. */
export const territoryActivities = ({ db, clock }: Pick<ActivityDeps, 'db' | 'clock'>) => {
  const contextOf = ({ workspaceId, subjectId: id, requestId }: WorkRequest): Promise<Context> =>
    workContext(
      { db, clock },
      { workspaceId, task: 'territories', id, requestId: requestId ?? `placing-${id}` },
    )
  return {
    placeSome: (request: WorkRequest): Promise<Placing['state']> =>
      inSlices(sliceMs, maxMs =>
        runPlacing(request.subjectId, { contextOf: () => contextOf(request), maxMs, onSlice: beat }),
      ),

    giveUpPlacing: async (request: WorkRequest, { message }: GivenUp): Promise<void> =>
      failPlacing(await contextOf(request), request.subjectId, message),
  }
}

export type TerritoryActivities = ReturnType<typeof territoryActivities>
