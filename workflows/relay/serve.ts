import { runnable } from '../app/runnable'
import { temporalClient } from '../app/temporal-client'
import { consumers } from './consumers'
import { startRelay } from './relay'

// Hands the event log to its consumers. Any number of these may run.
await runnable('relay', async ({ config, log, db, untilStopped }) => {
  const temporal = temporalClient(config.temporal)
  const relay = await startRelay(consumers, { db, temporal: temporal.client, log })
  await untilStopped(async () => {
    await relay.stop()
    await temporal.close()
  })
})
