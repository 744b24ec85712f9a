import type { Context } from '../core/context'
import { defineField } from '../fields/define-field'
import type { Filter } from '../filter/filter.model'
import { forgetIndexes } from '../filter/known-indexes'
import { leadEntity } from '../leads/leads.entity'
import { listRecords } from '../records/list-records'
import { type Bench, type BenchRound, p95Of } from '../testing/bench'
import { testContext } from '../testing/test-context'
import { copyOfKept, type TestDatabase } from '../testing/test-database'
import { buildFilterIndexes } from './build-indexes'
import { listFilterIndexes } from './indexes.queries'

const leads = 1_000_000
const rounds = 40

/** A million leads of one workspace. A few hundred have a town, a country, a title or an own value that no other has. */
async function fill(database: TestDatabase): Promise<void> {
  const ctx = await testContext(database)
  await defineField(ctx, { entity: 'lead', key: 'size', label: 'Size', kind: 'number' })
  await defineField(ctx, { entity: 'lead', key: 'shop', label: 'Shop', kind: 'text' })
  await database.owner`
    insert into lead (id, workspace_id, version, name, company, job_title, country, city, status, owner_id, custom, search, created_at, updated_at)
    select uuidv7(), ${ctx.workspaceId}, 1, 'Lead ' || n, 'Company ' || n % 5000, case when n % 5003 = 0 then 'Astronaut' else 'Head of operations ' || n % 300 end,
      case when n % 4001 = 0 then 'LI' else (array['DE', 'FR', 'GB'])[1 + n % 3] end, case when n % 6007 = 0 then 'Vaduz' else 'Hamburg' || n % 400 end, 'new',
      case when n % 5009 = 0 then ${ctx.access.memberId}::uuid end,
      jsonb_build_object('size', n % 900000, 'shop', case when n % 7001 = 0 then 'Süd' else 'Nord' end), ' lead ' || n || ' ', t, t
    from generate_series(1, ${leads}::int) n, lateral (select now() - make_interval(secs => n) as t) at`
  await database.owner`vacuum analyze lead`
}

const few = (memberId: string): Record<'rare' | 'indexed', Filter[]> => ({
  rare: [
    { field: 'city', op: 'eq', value: 'vaduz' },
    { field: 'jobTitle', op: 'contains', value: 'stronau' },
    { field: 'country', op: 'eq', value: 'LI' },
    { field: 'custom.shop', op: 'eq', value: 'süd' },
    { field: 'custom.size', op: 'between', value: [899_900, 899_999] },
  ],
  indexed: [{ field: 'ownerId', op: 'eq', value: memberId }],
})

const fields = ['name', 'company', 'status', 'ownerId', 'country', 'city', 'score', 'lastActivityAt']

/** The slowest of some filters, each at its p95, in milliseconds. */
async function slowest(ctx: Context, filters: readonly Filter[]): Promise<number> {
  const ask = (filter: Filter) =>
    listRecords(ctx, leadEntity, { filter, fields, limit: 50, count: 'estimate' })
  const all: number[] = []
  for (const filter of filters) all.push(await p95Of(rounds, () => ask(filter)))
  return Math.max(...all)
}

export const rows: Bench[] = [
  {
    name: 'rare-filters',
    what: `filters with few matches on texts, countries and own fields, ${leads.toLocaleString('en')} leads of one workspace, p95 of the slowest, against a filter by owner`,
    unit: 'ms',
    bar: { atMost: 10 },
    rounds: 5,
    async setUp(say): Promise<BenchRound> {
      const database = await copyOfKept('million_of_one', async kept => {
        say('writing 1,000,000 leads of one workspace (once)')
        await fill(kept)
      })
      const [first] = await database.owner<{ workspaceId: string; id: string }[]>`
        select workspace_id, id from member order by id limit 1`
      const asker = await testContext(database, { workspaceId: first!.workspaceId })
      const filters = few(first!.id)
      say('asking slowly until the fields are indexed')
      for (let times = 0; times < 3; times++)
        for (const filter of filters.rare) {
          const from = performance.now()
          await listRecords(asker, leadEntity, { filter, limit: 50, count: 'estimate' })
          say(`  ${'field' in filter ? filter.field : ''}: ${(performance.now() - from).toFixed(0)} ms`)
          await Bun.sleep(1100)
        }
      const ready = async () =>
        (await listFilterIndexes(asker)).filter(({ state }) => state === 'ready').length
      const from = performance.now()
      while ((await ready()) < filters.rare.length)
        await buildFilterIndexes({ db: database, clock: asker.clock }, { maxMs: 60_000 })
      say(`indexed in ${((performance.now() - from) / 1000).toFixed(1)} s`)
      forgetIndexes(database)
      await database.owner`vacuum analyze filter_value`
      return {
        measure: () => slowest(asker, filters.rare),
        reference: () => slowest(asker, filters.indexed),
        tearDown: () => database.drop(),
      }
    },
  },
]
