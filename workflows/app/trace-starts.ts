import { activeTraceparent } from '@sextant/db/process/trace'
import type { WorkflowClientInterceptor } from '@temporalio/client'
import { withTraceHeader } from './trace-header'

/** Hands the active trace on to the workflows that a client starts. */
export const traceStarts: WorkflowClientInterceptor = {
  startWithDetails: (input, next) =>
    next({ ...input, headers: withTraceHeader(input.headers, activeTraceparent()) }),
}
