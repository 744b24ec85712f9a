import { openBlobs } from '@sextant/db/blobs/open-blobs'
import { systemClock } from '@sextant/db/core/clock'
import { mainActivities } from './activities'
import { keptBundle } from './kept-bundle'
import { mainQueue } from './request.model'
import { startWorker } from './run-worker'
import { runnable } from './runnable'
import { ensureSchedules } from './schedules'
import { temporalClient } from './temporal-client'
import { installRuntime } from './temporal-runtime'

// Runs all workflows, and their activities but those of training.
await runnable('worker', async ({ config, log, db, untilStopped }) => {
  installRuntime(log)
  const worker = await startWorker(config.temporal, log, {
    taskQueue: mainQueue,
    workflowBundle: await keptBundle(log),
    activities: mainActivities({ db, log, clock: systemClock, blobs: openBlobs(config.blobs), config }),
  })
  const temporal = temporalClient(config.temporal)
  await ensureSchedules(temporal.client)
  await temporal.close()
  await untilStopped(worker.stop, worker.ended)
})
