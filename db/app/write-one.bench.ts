import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { insertBareLead, newLeads } from '../testing/bare-lead'
import { type Bench, type BenchRound, p95Of } from '../testing/bench'
import { testContext } from '../testing/test-context'
import { testDatabase } from '../testing/test-database'

const writesInRound = 200

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
        measure: () => p95Of(writesInRound, () => createRecord(ctx, leadEntity, lead())),
        reference: () =>
          p95Of(writesInRound, () =>
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
