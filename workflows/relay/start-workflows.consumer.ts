import { type LoggedEvent, payloadOf } from '@sextant/db/events/event.model'
import { withSpan } from '@sextant/db/process/trace'
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client'
import { mainQueue } from '../app/request.model'
import type { Consumer, ConsumerDeps } from './consumer'
import { beginLostWork } from './lost-work'
import {
  type Asking,
  answerMs,
  asking,
  askingBy,
  type Starts,
  startOptions,
  startsWorkflows,
  workflowNamed,
} from './start-work'

type Signals = Extract<Asking['asks'], { signal: string }>

/** Starts and signals the workflows that events ask for. While Temporal is away it fails, and its cursor waits. */
export function startWorkflows(taskQueue: string = mainQueue): Consumer {
  return {
    name: startsWorkflows,
    batch: 50,
    kinds: asking.map(({ kind }) => kind),
    consume: async (events, deps) => {
      const { temporal, log } = deps
      for (const event of events) {
        const known = askingBy.get(event.kind)
        if (!known) continue
        const { asks } = known
        const workflowId = `${asks.id}-${event.subjectId}`
        const done = await withSpan(
          `relay ${event.kind}`,
          {
            traceparent: event.traceparent,
            kind: 'producer',
            attributes: { workflowId, workspaceId: event.workspaceId },
          },
          () =>
            temporal.withDeadline(Date.now() + answerMs, () =>
              'start' in asks
                ? start(temporal, taskQueue, workflowId, asks, event)
                : signal(deps, taskQueue, workflowId, asks, event.subjectId, payloadOf(known, event)),
            ),
        )
        const { requestId, workspaceId } = event
        log.info(done, { workflowId, kind: event.kind, eventId: event.id, requestId, workspaceId })
      }
    },
  }
}

async function start(
  temporal: Client,
  taskQueue: string,
  workflowId: string,
  asks: Starts,
  event: LoggedEvent,
): Promise<string> {
  const { workspaceId, subjectId, requestId, id: eventId } = event
  const onBehalfOf = event.onBehalfOf ?? event.actor.id
  const options = {
    ...startOptions(asks, taskQueue, { workspaceId, subjectId, onBehalfOf, requestId, eventId }),
    // The same event may come twice; only what failed or was terminated may be asked for again.
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
  }
  try {
    await temporal.workflow.start(workflowNamed(asks), options)
    return 'workflow started'
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
  if (!(await wasForAnother(temporal, workflowId, event.id))) return 'workflow was already started'
  await temporal.workflow.start(workflowNamed(asks), {
    ...options,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.TERMINATE_EXISTING,
  })
  return 'workflow started anew'
}

/**
 * Whether what was found running is the run of another event, which goes on or has failed since. Work that failed says so in its row a moment before its workflow
 * ends; whoever asks again in that moment must not be taken for a repetition. The rows say how far it got, so beginning anew is safe.
 */
async function wasForAnother(temporal: Client, workflowId: string, eventId: string): Promise<boolean> {
  const { status, memo } = await temporal.workflow.getHandle(workflowId).describe()
  return status.name !== 'COMPLETED' && memo?.eventId !== eventId
}

async function signal(
  deps: ConsumerDeps,
  taskQueue: string,
  workflowId: string,
  { signal: name, argument }: Signals,
  subjectId: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<string> {
  try {
    await deps.temporal.workflow.getHandle(workflowId).signal(name, payload[argument])
    return 'workflow signalled'
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
  // What was asked stands in the row, from which the work is begun anew where it is not over.
  const begun = await beginLostWork(deps, { taskQueue, endedForMs: 0, subjectId })
  return begun ? 'workflow was lost and is started anew' : 'workflow was already over'
}
