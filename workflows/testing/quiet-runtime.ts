import { createLog } from '@sextant/db/process/log'
import { IllegalStateError } from '@temporalio/common'
import { installRuntime } from '../app/temporal-runtime'

/** Keeps what tests provoke off the screen. A runtime that another test has made already stays as it is. */
export function quietRuntime(): void {
  try {
    installRuntime(createLog('temporal', () => {}))
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error
  }
}
