import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { insertBareLead, newLeads } from '../testing/bare-lead'
import { type Bench, type BenchRound, quantile } from '../testing/bench'
import { testContext } from '../testing/test-context'
import { testDatabase } from '../testing/test-database'

const writesInRound = 200

/** The 95th percentile of so many writes, one after the other, in ms. */
async function slowest(write: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < writesInRound; n++) {
    const began = performance.now()
    await write()
    took.push(performance.now() - began)
  }
  return quantile(took, 0.95)
}

export const rows: Bench[] = [
  {
    name: 'write-one',
    what: 'creating one lead through the engine, a batch of one, against a bare transaction in the workspace that inserts the same row and its event, p95',
    unit: 'ms',
    bar: { atMost: 1.1 },
    rounds: 9,
    async setUp(): Promise<BenchRound> {
      const database = await testDatabase()
      const ctx = await testContext(database)
      const { workspaceId } = ctx
      const lead = newLeads('one.example')
      return {
        measure: () => slowest(() => createRecord(ctx, leadEntity, lead())),
        reference: () =>
          slowest(() =>
            database.app.begin(async tx => {
              await tx`select set_config('app.workspace', ${workspaceId}, true)`
              return insertBareLead(tx, workspaceId, lead())
            }),
          ),
        tearDown: () => database.drop(),
      }
    },
  },
]
