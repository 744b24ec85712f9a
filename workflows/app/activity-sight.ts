import type { Log } from '@sextant/db/process/log'
import { withSpan } from '@sextant/db/process/trace'
import { CompleteAsyncError, type Context } from '@temporalio/activity'
import { CancelledFailure } from '@temporalio/common'
import type { ActivityInterceptorsFactory } from '@temporalio/worker'
import { activityFailure } from './faults'
import { traceHeader } from './trace-header'

/** Runs around every activity: its span in the request's trace, a log line when it fails, and the mapping of what it throws. */
export const activitySight =
  (log: Log): ActivityInterceptorsFactory =>
  context => ({
    inbound: {
      execute: async (input, next) => {
        const attributes = attributesOf(context)
        const run = () =>
          withSpan(
            `activity ${attributes.activity}`,
            { traceparent: traceHeader(input.headers), attributes },
            () => next(input),
          )
        return run().catch(error => {
          if (error instanceof CompleteAsyncError || isCancelled(error, context)) throw error
          const failure = activityFailure(error)
          log.warn('activity failed', { ...attributes, willRetry: !failure.nonRetryable, error })
          throw failure
        })
      },
    },
  })

const isCancelled = (error: unknown, { cancellationSignal }: Context) =>
  error instanceof CancelledFailure ||
  (cancellationSignal.aborted && error instanceof Error && error.name === 'AbortError')

function attributesOf({ info }: Context) {
  return {
    activity: info.activityType,
    attempt: info.attempt,
    workflow: info.workflowType ?? '',
    workflowId: info.workflowExecution?.workflowId ?? '',
  }
}
