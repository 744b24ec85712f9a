import type { LoggedEvent } from '@sextant/db/events/event.model'
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

/** What an event makes a workflow do. The workflow's id is `<id>-<subject>`. */
type Reaction =
  | { start: keyof typeof workflows; id: string; limit: '30 days' | '2 days' }
  /** The signal's argument is the payload's member of that name. */
  | { signal: string; id: string; argument: string }

/** Event kind → workflow. A new workflow that people ask for is one line here. */
const reactions: Record<string, Reaction> = {
  'import.requested': { start: 'importRecords', id: 'import', limit: '30 days' },
  'import.check_requested': { start: 'checkImport', id: 'check', limit: '2 days' },
  'import.asked': { signal: 'asked', id: 'import', argument: 'asked' },
  'import.undo_requested': { start: 'undoImport', id: 'undo', limit: '2 days' },
  'training.requested': { start: 'trainModel', id: 'training', limit: '2 days' },
  'training.asked': { signal: 'asked', id: 'training', argument: 'asked' },
}

/** An answer takes milliseconds; without a limit a server that is gone would be waited for. */
const ANSWER_MS = 5_000

/** Starts and signals the workflows that events ask for. While Temporal is away it fails, and its cursor waits. */
export function startWorkflows(taskQueue: string = mainQueue): Consumer {
  return {
    name: 'start-workflows',
    batch: 50,
    kinds: Object.keys(reactions),
    consume: async (events, { temporal, log }) => {
      for (const event of events) {
        const reaction = reactions[event.kind]
        if (!reaction) continue
        const workflowId = `${reaction.id}-${event.subjectId}`
        const done = await withSpan(
          `relay ${event.kind}`,
          {
            traceparent: event.traceparent,
            kind: 'producer',
            attributes: { workflowId, workspaceId: event.workspaceId },
          },
          () =>
            temporal.withDeadline(Date.now() + ANSWER_MS, () =>
              'start' in reaction
                ? start(temporal, taskQueue, workflowId, reaction, event)
                : signal(temporal, workflowId, reaction, event),
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
  reaction: Extract<Reaction, { start: string }>,
  event: LoggedEvent,
): Promise<string> {
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
    workflowExecutionTimeout: reaction.limit,
  }
  try {
    await temporal.workflow.start(reaction.start, options)
    return 'workflow started'
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
  if (!(await runsForAnother(temporal, workflowId, event.id))) return 'workflow was already started'
  await temporal.workflow.start(reaction.start, {
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
  reaction: Extract<Reaction, { signal: string }>,
  event: LoggedEvent,
): Promise<string> {
  try {
    await temporal.workflow.getHandle(workflowId).signal(reaction.signal, event.payload[reaction.argument])
    return 'workflow signalled'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'workflow was already over'
    throw error
  }
}
