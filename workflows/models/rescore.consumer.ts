import { workContext } from '@sextant/db/access/work-context'
import { activityEvents } from '@sextant/db/activities/activities.events'
import { systemClock } from '@sextant/db/core/clock'
import { isOutage } from '@sextant/db/core/postgres-faults'
import { dealEvents } from '@sextant/db/deals/deals.events'
import type { LoggedEvent } from '@sextant/db/events/event.model'
import type { RecordEvents } from '@sextant/db/events/record.events'
import { leadEvents, webEvents } from '@sextant/db/leads/leads.events'
import { modelVersionEvents } from '@sextant/db/models/models.events'
import { concernedBy } from '@sextant/db/scoring/concerned.queries'
import { type ScoredKind, scoredKinds } from '@sextant/db/scoring/score.model'
import { modelFor, models } from '@sextant/ml/app/models'
import { scoreRecords } from '@sextant/ml/scoring/score-records'
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { mainQueue, type WorkRequest } from '../app/request.model'
import type { Consumer, ConsumerDeps } from '../relay/consumer'

/** What the scored records are made of, beside themselves. */
const madeOf = [...new Set(models.flatMap(model => Object.keys(model.madeOf)))]

const records: Record<ScoredKind, RecordEvents> = { lead: leadEvents, deal: dealEvents }
const kinds = [
  ...scoredKinds.flatMap(subject => {
    const { created, updated, restored } = records[subject]
    return [created.kind, updated.kind, restored.kind]
  }),
  ...madeOf.map(kind => `${kind}.updated`),
  activityEvents.logged.kind,
  activityEvents.revised.kind,
  webEvents.visited.kind,
]
const activated = modelVersionEvents.activated.kind

/** Scores records anew when something about them changed, a batch at a time; all of them when another version was made the champion. */
export function rescore(taskQueue: string = mainQueue): Consumer {
  return {
    name: 'rescore',
    batch: 2_000,
    kinds: [...kinds, activated],
    consume: async (events, deps) => {
      for (const event of events) if (event.kind === activated) await startRescoring(taskQueue, event, deps)
      for (const [workspaceId, some] of Map.groupBy(events, event => event.workspaceId))
        await rescoreIn(workspaceId, some, deps)
    },
  }
}

async function rescoreIn(
  workspaceId: string,
  events: readonly LoggedEvent[],
  { db, log }: ConsumerDeps,
): Promise<void> {
  try {
    const ctx = await workContext({ db, clock: systemClock }, { workspaceId, task: 'scoring' })
    for (const subject of scoredKinds) {
      const model = modelFor(subject)
      const ids = model ? await concernedBy(ctx, model, events) : []
      if (!model || ids.length === 0) continue
      const done = await scoreRecords(ctx, model, ids)
      if (done.scored) log.info('records scored anew', { workspaceId, model: model.name, ...done })
    }
  } catch (error) {
    if (isOutage(error)) throw error
    // One workspace's broken model must not keep all others from being scored.
    log.error('records could not be scored anew', { workspaceId, error })
  }
}

async function startRescoring(
  taskQueue: string,
  event: LoggedEvent,
  { temporal, log }: ConsumerDeps,
): Promise<void> {
  const request: WorkRequest = {
    workspaceId: event.workspaceId,
    subjectId: event.subjectId,
    onBehalfOf: null,
    requestId: event.requestId,
    eventId: event.id,
  }
  try {
    await temporal.withDeadline(Date.now() + 10_000, () =>
      temporal.workflow.start('rescoreRecords', {
        workflowId: `rescore-${event.id}`,
        taskQueue,
        args: [request],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowExecutionTimeout: '2 days',
      }),
    )
    log.info('re-scoring started', { workspaceId: event.workspaceId, versionId: event.subjectId })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}
