import { dropIncompleteFiles, dropOldAnswers, makePartitionsAhead } from '@sextant/db/relay/maintenance'
import type { ActivityDeps } from './deps'

/** What is done every few hours, so that the database neither stands still nor grows for nothing. */
export const maintenanceActivities = ({ db, log }: ActivityDeps) => ({
  makePartitions: async (): Promise<void> => {
    log.info('event partitions made ahead', { made: await makePartitionsAhead(db.system) })
  },
  dropOldAnswers: async (): Promise<void> => {
    log.info('old idempotency answers dropped', { dropped: await dropOldAnswers(db.system) })
  },
  dropIncompleteFiles: async (): Promise<void> => {
    log.info('incomplete uploads dropped', { dropped: await dropIncompleteFiles(db.system) })
  },
})

export type MaintenanceActivities = ReturnType<typeof maintenanceActivities>
