import {
  ContinueAsNew,
  proxySinks,
  type Sinks,
  type WorkflowInterceptorsFactory,
  workflowInfo,
} from '@temporalio/workflow'
import { traceHeader, withTraceHeader } from './trace-header'

/** What a workflow tells its worker when it ends. Times are milliseconds since 1970 of the workflow's own clock. */
export interface WorkflowEnd {
  traceparent: string | undefined
  startMs: number
  endMs: number
  failure: string | undefined
}

export interface SightSinks extends Sinks {
  sight: { ended(end: WorkflowEnd): void }
}

const { sight } = proxySinks<SightSinks>()

/** Runs inside every workflow: hands its trace on to its activities, children and next run, and tells the worker of its end. */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let traceparent: string | undefined
  const traced = <I extends { headers: Parameters<typeof withTraceHeader>[0] }>(input: I): I => ({
    ...input,
    headers: withTraceHeader(input.headers, traceparent),
  })
  return {
    inbound: [
      {
        execute: async (input, next) => {
          traceparent = traceHeader(input.headers)
          const startMs = workflowInfo().runStartTime.getTime()
          const ended = (failure?: string) =>
            sight.ended({ traceparent, startMs, endMs: Date.now(), failure })
          try {
            const result = await next(input)
            ended()
            return result
          } catch (error) {
            if (!(error instanceof ContinueAsNew))
              ended(error instanceof Error ? error.message : String(error))
            throw error
          }
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(traced(input)),
        scheduleLocalActivity: (input, next) => next(traced(input)),
        startChildWorkflowExecution: (input, next) => next(traced(input)),
        continueAsNew: (input, next) => next(traced(input)),
      },
    ],
  }
}
