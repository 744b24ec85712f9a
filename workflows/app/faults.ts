import { Fault, type FaultCode } from '@sextant/db/core/errors'
import { messageOf, stackOf } from '@sextant/db/process/redact'
import { ApplicationFailure, TemporalFailure } from '@temporalio/common'
import { faultType } from './failure-of'

/** Whether the same call may succeed later without anybody changing it. */
const mayPass: Record<FaultCode, boolean> = {
  malformed: false,
  unauthenticated: false,
  forbidden: false,
  not_found: false,
  conflict: false,
  // The activity reads again when it is tried again.
  stale: true,
  invalid: false,
  limited: true,
  unavailable: true,
  internal: true,
}

/**
 * The one mapping of what an activity throws to what Temporal does. A fault keeps its code in `type`, and its details. Anything else that is
 * thrown is a fault of ours or of the outside world: tried again, as it may be mended meanwhile.
 */
export function activityFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error
  if (error instanceof TemporalFailure) return ApplicationFailure.retryable(error.message, error.name)
  if (error instanceof Fault)
    return ApplicationFailure.create({
      message: messageOf(error),
      type: `${faultType}${error.code}`,
      nonRetryable: !mayPass[error.code],
      details: [{ rule: error.details.rule, params: error.details.params }],
      nextRetryDelay: error.details.retryAfterSeconds ? error.details.retryAfterSeconds * 1000 : undefined,
    })
  const failure = ApplicationFailure.retryable(
    messageOf(error),
    error instanceof Error ? error.name : 'Error',
  )
  if (error instanceof Error) failure.stack = stackOf(error)
  return failure
}
