import { systemClock } from '@sextant/db/core/clock'
import { sweepTrainingFolders } from '@sextant/ml/app/training-folder'
import { trainingsFolder } from '../models/trainings-folder'
import { trainerActivities } from './activities'
import { trainingQueue } from './request.model'
import { startWorker } from './run-worker'
import { runnable } from './runnable'
import { installRuntime } from './temporal-runtime'

// Trains one model at a time, in a process of its own: training takes the whole of a core and much memory.
await runnable('trainer', async ({ config, log, db, untilStopped }) => {
  installRuntime(log)
  const swept = await sweepTrainingFolders(trainingsFolder(config.dataFolder))
  if (swept) log.info('took away what killed trainings left', { folders: swept })
  const worker = await startWorker(config.temporal, log, {
    taskQueue: trainingQueue,
    activities: trainerActivities({ db, log, clock: systemClock, config }),
    maxConcurrentActivityTaskExecutions: 1,
  })
  await untilStopped(worker.stop, worker.ended)
})
