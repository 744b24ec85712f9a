import {
  ActivityFailure,
  type ActivityOptions,
  ApplicationFailure,
  isCancellation,
} from '@temporalio/workflow'

/** A slice takes under a second: a dead worker is noticed after a quarter of a minute; an outage of the database is waited for, for half a day. */
export const workOptions: ActivityOptions = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '15 seconds',
  scheduleToCloseTimeout: '12 hours',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
}

/** Of the activity that says in a row that its work cannot go on. */
export const givingUpOptions: ActivityOptions = {
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 minute', maximumAttempts: 100 },
}

/** Why work cannot be done; `rule` where one says so. */
export interface GivenUp {
  message: string
  rule?: string
}

/** Does the work; when it cannot be done, `giveUp` says so in its row, where the person who waits sees it, and the workflow fails as `type`. */
export async function givingUp<T>(
  work: () => Promise<T>,
  giveUp: (why: GivenUp) => Promise<void>,
  type: string,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isCancellation(error)) throw error
    const cause = error instanceof ActivityFailure ? error.cause : error
    const message = cause instanceof Error ? cause.message : String(error)
    await giveUp({ message, ...(cause instanceof ApplicationFailure && ruleOf(cause)) })
    throw ApplicationFailure.nonRetryable(message, type)
  }
}

function ruleOf({ details }: ApplicationFailure): { rule?: string } {
  const [told] = (details ?? []) as ({ rule?: unknown } | undefined)[]
  return typeof told?.rule === 'string' ? { rule: told.rule } : {}
}
