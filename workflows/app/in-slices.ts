import { Context as Activity } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'

/** So many times in a row the process that did the work may be gone before it came any further. */
export const mostBroken = 8

type Attempt = Pick<Activity, 'heartbeat'> & { info: Pick<Activity['info'], 'attempt' | 'heartbeatDetails'> }

/**
 * Does work that writes down how far it is, for at most `sliceMs` at a time. Temporal waits longer before each further attempt of the same activity; what
 * counts is attempts without progress. So one that takes over what was broken off reports back with its first progress: the next is a first attempt
 * again, and waits a second. Work at which the process is gone again and again without any progress is given up with a sentence; an outage that is thrown
 * is waited for, as ever.
 */
export async function inSlices<T>(
  sliceMs: number,
  work: (maxMs: number) => Promise<T>,
  activity: Attempt = Activity.current(),
): Promise<T> {
  const broken = brokenBefore(activity.info.heartbeatDetails)
  if (broken >= mostBroken)
    throw ApplicationFailure.nonRetryable(
      `The process that does this was gone ${mostBroken} times in a row at the same place. What was done until then stays.`,
      'work.broken',
    )
  // Stands until there is progress, whose heartbeats say something else.
  activity.heartbeat({ broken: broken + 1 })
  try {
    return await work(activity.info.attempt > 1 ? 0 : sliceMs)
  } catch (error) {
    // It ended with a word.
    activity.heartbeat({ broken: 0 })
    throw error
  }
}

function brokenBefore(details: unknown): number {
  const { broken } = (typeof details === 'object' && details ? details : {}) as { broken?: unknown }
  return typeof broken === 'number' ? broken : 0
}
