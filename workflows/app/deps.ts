import type { BlobStore } from '@sextant/db/blobs/blob-store'
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

/** What those are made with beside it that have to do with the files of records. */
export interface FileDeps extends ActivityDeps {
  /** Where their bytes are. */
  blobs: BlobStore
  config: ActivityDeps['config'] & Pick<WorkflowsConfig, 'scanner' | 'secret' | 'mail'>
}
