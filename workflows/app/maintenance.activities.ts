import { sweepAttachments } from '@sextant/db/attachments/sweep-attachments'
import { dropIncompleteFiles, dropOldAnswers, makePartitionsAhead } from '@sextant/db/relay/maintenance'
import type { FileDeps } from './deps'

/** What is done every few hours, so that the database neither stands still nor grows for nothing. */
export const maintenanceActivities = ({ db, log, clock, blobs }: Omit<FileDeps, 'config'>) => ({
  makePartitions: async (): Promise<void> => {
    log.info('event partitions made ahead', { made: await makePartitionsAhead(db.system) })
  },
  dropOldAnswers: async (): Promise<void> => {
    log.info('old idempotency answers dropped', { dropped: await dropOldAnswers(db.system) })
  },
  dropIncompleteFiles: async (): Promise<void> => {
    log.info('incomplete uploads dropped', { dropped: await dropIncompleteFiles(db.system) })
  },
  sweepAttachments: async (): Promise<void> => {
    log.info('files of records cleared away', { ...(await sweepAttachments({ db, clock, blobs })) })
  },
})

export type MaintenanceActivities = ReturnType<typeof maintenanceActivities>
