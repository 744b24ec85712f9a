import type { Context } from '../core/context'
import { foldDealSums } from '../deals/fold-deal-sums'
import { saveRates } from '../rates/save-rates'
import { createRecord } from '../records/create-record'
import { type Bench, type BenchRound, p95Of } from '../testing/bench'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { boardOf } from './board.queries'
import { pipelineEntity, stageEntity } from './pipelines.entity'

const readsInRound = 20
const cards = 60
const fields = [
  'name',
  'customerId',
  'amount',
  'expectedCloseOn',
  'ownerId',
  'stageId',
  'status',
  'position',
  'score',
]

/** A board of six stages with so many deals in five currencies, of 400 people, a tenth of them closed this month. */
async function boardWith(database: TestDatabase, deals: number): Promise<() => Promise<number>> {
  const ctx: Context = await testContext(database)
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Bench', isDefault: true })
  const stages: string[] = []
  for (const kind of ['open', 'open', 'open', 'open', 'won', 'lost'])
    stages.push(
      (
        await createRecord(ctx, stageEntity, {
          name: `S${stages.length}`,
          kind,
          pipelineId: pipeline.id,
          probability: 50,
        })
      ).id,
    )
  const today = new Date().toISOString().slice(0, 10)
  await saveRates(ctx, {
    rates: ['USD', 'GBP', 'SAR', 'JPY'].map((currency, n) => ({
      day: '2020-01-01',
      currency,
      rate: `${n + 1}.5`,
    })),
  })
  await database.owner`
    insert into deal (id, workspace_id, version, name, pipeline_id, stage_id, owner_id, amount_minor, amount_currency, status, closed_on, position, stage_entered_at, custom, search, created_at, updated_at)
    select gen_random_uuid(), ${ctx.workspaceId}, 1, 'Deal ' || n, ${pipeline.id}, (${stages}::uuid[])[s], md5(${ctx.workspaceId} || (n / 20) % 400)::uuid, 1000 + n % 900000,
      (array['EUR', 'USD', 'GBP', 'SAR', 'JPY'])[1 + n % 5], case when s <= 4 then 'open' when s = 5 then 'won' else 'lost' end,
      case when s > 4 then ${today}::date end, -n, now(), '{}', ' deal ', now(), now()
    from (select n, case when n % 10 = 0 then 5 + (n / 10) % 2 else 1 + n % 4 end as s from generate_series(1, ${deals}::int) n) d`
  await foldDealSums(database)
  await database.owner`analyze deal, deal_sum`
  const asked = { closedSince: `${today.slice(0, 8)}01`, cards, fields }
  return () => p95Of(readsInRound, () => boardOf(ctx, pipeline.id, asked))
}

export const rows: Bench[] = [
  {
    name: 'board',
    what: 'the board of 100,000 deals, six stages, 60 cards each, sums in one currency, against one of 1,000, p95, from the database',
    unit: 'ms',
    bar: { atMost: 3 },
    rounds: 5,
    async setUp(): Promise<BenchRound> {
      const database = await testDatabase()
      return {
        measure: await boardWith(database, 100_000),
        reference: await boardWith(database, 1000),
        tearDown: () => database.drop(),
      }
    },
  },
]
