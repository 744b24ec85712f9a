import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../db/server/embedded-postgres'
import { freePort } from '../../db/server/free-port'
import { temporalBinary } from '../../workflows/operations/temporal-binary'
import { timeSkippingServerPath } from '../../workflows/testing/time-skipping-server'
import { config } from './config'

/** What the tests of all rooms share, told to them through their environment. */
export type Services = { environment: Record<string, string>; stop(): Promise<void> }

/**
 * Starts one Postgres for the run and finds the two Temporal servers. Sets
 * `SEXTANT_TEST_DATABASE_URL` (superuser), `SEXTANT_TEST_TEMPORAL_CLI` (the `temporal` program) and
 * `SEXTANT_TEST_TEMPORAL_SERVER` (the time-skipping server).
 */
export async function startServices(report: (line: string) => void): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-run-'))
  const [database, cli, timeSkipping] = await Promise.all([
    freePort().then(port =>
      startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), port, password: 'test', durable: false }),
    ),
    temporalBinary(config.cacheFolder, report),
    timeSkippingServerPath(),
  ])
  return {
    environment: {
      SEXTANT_TEST_DATABASE_URL: database.url,
      SEXTANT_TEST_TEMPORAL_CLI: cli,
      SEXTANT_TEST_TEMPORAL_SERVER: timeSkipping,
    },
    async stop() {
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
