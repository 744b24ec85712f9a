import { catalogue, type Known } from '@sextant/db/app/catalogue.events'
import { type LoggedEvent, payloadOf } from '@sextant/db/events/event.model'
import { withSpan } from '@sextant/db/process/trace'
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  type WorkflowStartOptions,
} from '@temporalio/client'
import { mainQueue, type WorkRequest } from '../app/request.model'
import type * as workflows from '../app/workflows'
import type { Consumer } from './consumer'

/** A kind of event that asks for work. */
type Asking = Extract<Known, { asks: object }>
type Starts = Extract<Asking['asks'], { start: string }>
type Signals = Extract<Asking['asks'], { signal: string }>

const asking = catalogue.filter((known): known is Asking => 'asks' in known)
const askingBy = new Map<string, Asking>(asking.map(known => [known.kind, known]))

/** An answer takes milliseconds; without a limit a server that is gone would be waited for. */
const ANSWER_MS = 5_000

/** Starts and signals the workflows that events ask for. While Temporal is away it fails, and its cursor waits. */
export function startWorkflows(taskQueue: string = mainQueue): Consumer {
  return {
    name: 'start-workflows',
    batch: 50,
    kinds: asking.map(({ kind }) => kind),
    consume: async (events, { temporal, log }) => {
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
            temporal.withDeadline(Date.now() + ANSWER_MS, () =>
              'start' in asks
                ? start(temporal, taskQueue, workflowId, asks, event)
                : signal(temporal, workflowId, asks, payloadOf(known, event)),
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
  { start: workflow, limit }: Starts,
  event: LoggedEvent,
): Promise<string> {
  // A kind may ask for a workflow that there is.
  const name: keyof typeof workflows = workflow
  const request: WorkRequest = {
    workspaceId: event.workspaceId,
    subjectId: event.subjectId,
    onBehalfOf: event.onBehalfOf ?? event.actor.id,
    requestId: event.requestId,
    eventId: event.id,
  }
  const options: WorkflowStartOptions = {
    workflowId,
    taskQueue,
    args: [request],
    memo: { eventId: event.id },
    // The same event may come twice; only what failed or was terminated may be asked for again.
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
    workflowExecutionTimeout: limit,
  }
  try {
    await temporal.workflow.start(name, options)
    return 'workflow started'
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
  if (!(await runsForAnother(temporal, workflowId, event.id))) return 'workflow was already started'
  await temporal.workflow.start(name, {
    ...options,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.TERMINATE_EXISTING,
  })
  return 'workflow started anew'
}

/**
 * Whether a run that another event started is still going on. Work that failed says so in its row a moment before its workflow ends; whoever asks
 * again in that moment must not be taken for a repetition. The rows say how far it got, so beginning anew is safe.
 */
async function runsForAnother(temporal: Client, workflowId: string, eventId: string): Promise<boolean> {
  const { status, memo } = await temporal.workflow.getHandle(workflowId).describe()
  return status.name === 'RUNNING' && memo?.eventId !== eventId
}

async function signal(
  temporal: Client,
  workflowId: string,
  { signal: name, argument }: Signals,
  payload: Readonly<Record<string, unknown>>,
): Promise<string> {
  try {
    await temporal.workflow.getHandle(workflowId).signal(name, payload[argument])
    return 'workflow signalled'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'workflow was already over'
    throw error
  }
}
