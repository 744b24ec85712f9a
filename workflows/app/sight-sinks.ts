import type { Log } from '@sextant/db/process/log'
import { recordSpan } from '@sextant/db/process/trace'
import type { InjectedSinks } from '@temporalio/worker'
import type { SightSinks } from './workflow-sight'

/** Notes the end of every workflow as a span and a log line. */
export function sightSinks(log: Log): InjectedSinks<SightSinks> {
  return {
    sight: {
      ended: {
        callDuringReplay: false,
        fn: ({ workflowType, workflowId, runId }, { traceparent, startMs, endMs, failure }) => {
          const attributes = { workflowId, runId }
          recordSpan(`workflow ${workflowType}`, { traceparent, attributes, startMs, endMs, failure })
          const fields = { workflow: workflowType, workflowId, ms: endMs - startMs }
          if (failure) log.warn('workflow failed', { ...fields, failure })
          else log.info('workflow done', fields)
        },
      },
    },
  }
}
