import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure } from '@temporalio/common'

/** The prefix of a fault's type in Temporal's history: `fault.not_found`. */
export const faultType = 'fault.'

/** Why an activity failed for good, as a workflow may write it down or decide by it. */
export interface WorkFailure {
  /** A code of `db/core/errors`, or `internal`. */
  code: string
  message: string
}

/** The reason at the bottom of what an activity or a child workflow threw. For workflows: it imports Temporal only. */
export function failureOf(error: unknown): WorkFailure {
  let reason = error
  while ((reason instanceof ActivityFailure || reason instanceof ChildWorkflowFailure) && reason.cause)
    reason = reason.cause
  const message = reason instanceof Error ? reason.message : String(reason)
  const type = reason instanceof ApplicationFailure ? reason.type : undefined
  return { code: type?.startsWith(faultType) ? type.slice(faultType.length) : 'internal', message }
}
