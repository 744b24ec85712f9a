import type { Clock } from '@sextant/db/core/clock'
import type { Database } from '@sextant/db/core/database'
import type { Log } from '@sextant/db/process/log'
import type { WorkflowsConfig } from './config'

/** What activities are made with. */
export interface ActivityDeps {
  db: Database
  log: Log
  clock: Clock
  config: Pick<WorkflowsConfig, 'dataFolder' | 'privateNetworks'>
}
