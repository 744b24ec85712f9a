import { runnable } from '../app/runnable'
import { temporalClient } from '../app/temporal-client'
import { consumers } from './consumers'
import { watchLostWork } from './lost-work'
import { startRelay } from './relay'

// Hands the event log to its consumers, and begins anew what Temporal has lost. Any number of these may run.
await runnable('relay', async ({ config, log, db, untilStopped }) => {
  const temporal = temporalClient(config.temporal)
  const deps = { db, temporal: temporal.client, log }
  const relay = await startRelay(consumers, deps)
  const watch = watchLostWork(deps)
  await untilStopped(async () => {
    await Promise.all([relay.stop(), watch.stop()])
    await temporal.close()
  })
})
