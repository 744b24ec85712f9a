import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/server/embedded-postgres'
import { freePort } from '../../db/server/free-port'
import { temporalBinary } from '../../workflows/operations/temporal-binary'
import { timeSkippingServerPath } from '../../workflows/testing/time-skipping-server'
import { config } from './config'

/** What the tests of all rooms share, told to them through their environment. */
export interface Services {
  /** For what runs in a lane: a Postgres is not shared by two, since the oldest transaction of one would hold up the log's readers in all its databases. */
  environment(lane: number): Promise<Record<string, string>>
  stop(): Promise<void>
}

/**
 * Finds the two Temporal servers, and starts a Postgres for each lane that asks for one. Sets
 * `SEXTANT_TEST_DATABASE_URL` (superuser), `SEXTANT_TEST_TEMPORAL_CLI` (the `temporal` program) and
 * `SEXTANT_TEST_TEMPORAL_SERVER` (the time-skipping server).
 */
export async function startServices(report: (line: string) => void): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-run-'))
  const databases = new Map<number, Promise<EmbeddedPostgres>>()
  const databaseOf = (lane: number) => {
    const known = databases.get(lane)
    if (known) return known
    const started = freePort().then(port =>
      startEmbeddedPostgres({
        dataFolder: join(folder, `postgres-${lane}`),
        port,
        password: 'test',
        durable: false,
      }),
    )
    databases.set(lane, started)
    return started
  }
  const [, cli, timeSkipping] = await Promise.all([
    databaseOf(0),
    temporalBinary(config.cacheFolder, report),
    timeSkippingServerPath(),
  ])
  return {
    environment: async lane => ({
      SEXTANT_TEST_DATABASE_URL: (await databaseOf(lane)).url,
      SEXTANT_TEST_TEMPORAL_CLI: cli,
      SEXTANT_TEST_TEMPORAL_SERVER: timeSkipping,
    }),
    async stop() {
      await Promise.allSettled([...databases.values()].map(async database => (await database).stop()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
