import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { workOptions } from '../app/giving-up.workflow'
import type { WorkRequest } from '../app/request.model'
import { orGiveUp } from './import-given-up.workflow'
import type { ImportActivities } from './imports.activities'

const { readRows } = proxyActivities<ImportActivities>(workOptions)

/** Somebody asked for a pause, a resume or the end. What was asked stands in the import's row: this only wakes. */
const asked = defineSignal<[string]>('asked')

/** Reads a file's rows in, a slice at a time; waits while it is paused. Its whole state is in the database, so it may begin anew at any point. */
export async function importRecords(request: WorkRequest): Promise<string> {
  let woken = false
  setHandler(asked, () => {
    woken = true
  })
  for (;;) {
    woken = false
    const state = await orGiveUp(request, () => readRows(request))
    if (state !== 'running' && state !== 'paused') return state
    if (state === 'paused') await condition(() => woken, '1 day')
    if (workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > 2000)
      await continueAsNew<typeof importRecords>(request)
  }
}
