import { setTimeout as pause } from 'node:timers/promises'
import { type UnfinishedWork, unfinishedWork } from '@sextant/db/app/unfinished-work.queries'
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client'
import { mainQueue } from '../app/request.model'
import { makeMissingSchedules } from '../app/schedules'
import type { ConsumerDeps } from './consumer'
import { answerMs, askingBy, type Starts, startOptions, startsWorkflows, workflowNamed } from './start-work'

export interface LostWorkWatch {
  stop(): Promise<void>
}

export interface LostWorkOptions {
  taskQueue?: string
  everyMs?: number
}

/** Work writes its row before its workflow ends; who has ended for so long and left the row as it was, will not write it any more. */
const endedForMs = 60_000

/**
 * Looks every few seconds whether the workflow of all work that its row calls unfinished is there, and starts it anew from the row where it is not: Temporal's folder
 * may have been lost, the database restored from a backup, a workflow ended by hand or by its time limit. Makes the schedules again that are gone. Any number of relays may
 * look at once: Temporal lets one of them start it, and a work that is begun twice goes on where its row says.
 */
export function watchLostWork(
  deps: ConsumerDeps,
  { taskQueue = mainQueue, everyMs = 10_000 }: LostWorkOptions = {},
): LostWorkWatch {
  const stopping = new AbortController()
  let isBlind = false
  const look = async () => {
    try {
      await beginLostWork(deps, { taskQueue, endedForMs })
      const made = await makeMissingSchedules(deps.temporal)
      if (made.length) deps.log.warn('schedules were gone and have been made again', { schedules: made })
      isBlind = false
    } catch (error) {
      if (!isBlind) deps.log.warn('it cannot be seen whether work was lost', { error })
      isBlind = true
    }
  }
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await look()
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await looking
    },
  }
}

/**
 * Starts anew what was lost; of one subject alone where it is named, whose event has been handed over then. Gives how many works that were.
 * `endedForMs`: how long ago a workflow must have ended that left its row unfinished.
 */
export async function beginLostWork(
  { db, temporal, log }: ConsumerDeps,
  { taskQueue, endedForMs, subjectId }: { taskQueue: string; endedForMs: number; subjectId?: string },
): Promise<number> {
  let begun = 0
  for (const work of await unfinishedWork(db.system, startsWorkflows, subjectId)) {
    const { asks } = askingBy.get(work.kind) ?? {}
    if (!asks || !('start' in asks) || !(work.handedOver || subjectId)) continue
    const workflowId = `${asks.id}-${work.subjectId}`
    const gone = await inTime(temporal, () => isGone(temporal, workflowId, endedForMs))
    // It may have come to its end between the two looks.
    const [still] = gone ? await unfinishedWork(db.system, startsWorkflows, work.subjectId) : []
    if (!gone || still?.kind !== work.kind) continue
    if (!(await inTime(temporal, () => begin(temporal, taskQueue, asks, still)))) continue
    begun += 1
    const { kind, workspaceId, requestId } = work
    log.warn('lost work is begun anew from its row', { workflowId, was: gone, kind, workspaceId, requestId })
  }
  return begun
}

/** What became of a workflow that nothing is to be expected of any more; undefined while it runs, or has only just ended. */
async function isGone(temporal: Client, workflowId: string, endedForMs: number): Promise<string | undefined> {
  try {
    const { status, closeTime } = await temporal.workflow.getHandle(workflowId).describe()
    const hasEnded = closeTime && Date.now() - closeTime.getTime() >= endedForMs
    return hasEnded ? status.name.toLowerCase() : undefined
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not found'
    throw error
  }
}

/** False when somebody else was quicker. */
async function begin(
  temporal: Client,
  taskQueue: string,
  asks: Starts,
  { workspaceId, subjectId, onBehalfOf, requestId, eventId, asked }: UnfinishedWork,
): Promise<boolean> {
  const request = { workspaceId, subjectId, onBehalfOf, requestId, eventId: eventId ?? subjectId }
  const options = {
    ...startOptions(asks, taskQueue, request),
    // Whatever end the one before came to, its row says that there is more to do.
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  }
  try {
    if (asked === null) await temporal.workflow.start(workflowNamed(asks), options)
    else
      await temporal.workflow.signalWithStart(workflowNamed(asks), {
        ...options,
        signal: 'asked',
        signalArgs: [asked],
      })
    return true
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false
    throw error
  }
}

const inTime = <T>(temporal: Client, work: () => Promise<T>): Promise<T> =>
  temporal.withDeadline(Date.now() + answerMs, work)
