import { fileURLToPath } from 'node:url'
import type { Bench } from '@sextant/db/testing/bench'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type Measured, measureImport, measurePlainInsert, prepareImport } from './measure-import'

const rowsPerRound = 20_000

/** The peak memory, in megabytes, of a process of its own that imports a file which this one has uploaded. */
async function peakOf(count: number, database: TestDatabase): Promise<number> {
  const ctx = await testContext(database)
  const { appUrl, systemUrl } = database
  const job = { appUrl, systemUrl, workspaceId: ctx.workspaceId, importId: await prepareImport(ctx, count) }
  const alone = fileURLToPath(new URL('./import-alone.ts', import.meta.url))
  const child = Bun.spawn([process.execPath, alone, JSON.stringify(job)], {
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const text = await new Response(child.stdout).text()
  const { created, peakBytes }: Measured = JSON.parse(text)
  if (created !== count) throw new Error(`The bench made ${created} of ${count} rows.`)
  return peakBytes / 1e6
}

async function speedOf(database: TestDatabase, from: number): Promise<number> {
  const ctx = await testContext(database)
  const { created, ms } = await measureImport(
    database,
    ctx.workspaceId,
    await prepareImport(ctx, rowsPerRound, from),
  )
  if (created !== rowsPerRound) throw new Error(`The bench made ${created} of ${rowsPerRound} rows.`)
  return (rowsPerRound / ms) * 1000
}

export const rows: Bench[] = [
  {
    name: 'import-speed',
    what: 'import with dedupe and events against a plain batched insert of the same rows into the same table',
    unit: 'rows/s',
    bar: { atLeast: 1 / 6 },
    rounds: 5,
    async setUp() {
      const database = await testDatabase()
      let round = 0
      return {
        measure: () => speedOf(database, round++ * rowsPerRound),
        reference: async () =>
          (rowsPerRound /
            (await measurePlainInsert(await testContext(database), rowsPerRound, round * rowsPerRound))) *
          1000,
        tearDown: () => database.drop(),
      }
    },
  },
  {
    name: 'import-memory',
    what: 'peak memory of the worker during an import of 1,000,000 rows against one of 10,000',
    unit: 'MB',
    bar: { atMost: 1.3 },
    rounds: 1,
    async setUp(say) {
      const database = await testDatabase()
      return {
        measure: async () => {
          say('importing 1,000,000 rows (three to five minutes)')
          return peakOf(1_000_000, database)
        },
        reference: () => peakOf(10_000, database),
        tearDown: () => database.drop(),
      }
    },
  },
]
