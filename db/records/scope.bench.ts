import { accessOf } from '../access/access-of'
import { contextOf } from '../access/caller'
import { accessAs } from '../access/policy.rules'
import { systemClock } from '../core/clock'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { leadEntity } from '../leads/leads.entity'
import { type Bench, type BenchRound, quantile } from '../testing/bench'
import { fillManyLeads } from '../testing/many-leads'
import { keptDatabase, type TestDatabase } from '../testing/test-database'
import { listRecords } from './list-records'

const leads = 300_000
const people = 400
const levels = 5
const shared = 10_000
const seconds = 3

/**
 * One workspace of many leads, with 400 people in teams of a tree of five levels, each team two below it, and in as many territories, where the leads of others lie; somebody
 * has 10,000 leads shared with them.
 */
const company = (say: (text: string) => void) =>
  keptDatabase('placed_leads', async database => {
    say(`writing ${leads} leads of ${people} people (once)`)
    await fillManyLeads(database, 1, leads)
    const { owner } = database
    await owner`
      insert into team (id, workspace_id, name, parent_id)
      select ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, w.id, 'Team ' || n,
        case when n > 1 then ('00000000-0000-7000-9000-' || lpad((n / 2)::text, 12, '0'))::uuid end
      from workspace w, generate_series(1, ${2 ** levels - 1}::int) n`
    await owner`
      insert into member (id, workspace_id, name, email, role, team_id, created_at)
      select ('00000000-0000-7000-a000-' || lpad(n::text, 12, '0'))::uuid, w.id, 'Person ' || n, 'person' || n || '@many.example', 'rep',
        ('00000000-0000-7000-9000-' || lpad((1 + n % ${2 ** levels - 1}::int)::text, 12, '0'))::uuid, now()
      from workspace w, generate_series(1, ${people}::int) n`
    await owner`
      update lead set owner_id = ('00000000-0000-7000-a000-' || lpad((1 + hashtext(id::text) & 2147483647) % ${people}::int + 1 || '', 12, '0'))::uuid`
    await owner`
      insert into record_share (id, workspace_id, entity, record_id, member_id, level, created_at)
      select uuidv7(), workspace_id, 'lead', id, ('00000000-0000-7000-a000-' || lpad('399', 12, '0'))::uuid, 'read', now()
      from lead order by hashtext(id::text) limit ${shared}`
    await owner`
      insert into territory (id, workspace_id, name, parent_id, created_at, updated_at)
      select ('00000000-0000-7000-b000-' || lpad(n::text, 12, '0'))::uuid, w.id, 'Territory ' || n,
        case when n > 1 then ('00000000-0000-7000-b000-' || lpad((n / 2)::text, 12, '0'))::uuid end, now(), now()
      from workspace w, generate_series(1, ${2 ** levels - 1}::int) n`
    await owner`
      insert into territory_member (territory_id, member_id, workspace_id)
      select ('00000000-0000-7000-b000-' || lpad((1 + n % ${2 ** levels - 1}::int)::text, 12, '0'))::uuid,
        ('00000000-0000-7000-a000-' || lpad(n::text, 12, '0'))::uuid, w.id
      from workspace w, generate_series(1, ${people}::int) n`
    // Where a lead lies has nothing to do with whose it is; a tenth lies nowhere.
    await owner`
      update lead set territory_id = ('00000000-0000-7000-b000-' || lpad((1 + (hashtext('place' || id) & 2147483647) % ${2 ** levels - 1}::int) || '', 12, '0'))::uuid
      where hashtext(id::text) % 10 <> 0`
    await owner`vacuum analyze`
  })

async function asker(database: TestDatabase, memberId: string): Promise<Context> {
  const [workspace] = await database.owner<{ id: string }[]>`select id from workspace limit 1`
  const caller = { db: database, clock: systemClock, requestId: 'bench' }
  const ctx = contextOf(caller, workspace!.id, { type: 'system', id: null, name: 'Bench' }, accessAs('admin'))
  const { access } = await inWorkspace(ctx, tx => accessOf(tx, memberId))
  return { ...ctx, access }
}

/** Of the lists of the newest that people ask for in turn, eight at once. */
async function p95(askers: readonly Context[]): Promise<number> {
  const latencies: number[] = []
  const end = performance.now() + seconds * 1000
  let asked = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (performance.now() < end) {
        const at = performance.now()
        await listRecords(askers[asked++ % askers.length]!, leadEntity, { limit: 50 })
        latencies.push(performance.now() - at)
      }
    }),
  )
  return quantile(latencies, 0.95)
}

const member = (n: number) => `00000000-0000-7000-a000-${String(n).padStart(12, '0')}`
const everything = (ctx: Context): Context => ({ ...ctx, access: accessAs('admin') })
const byTerritory = (ctx: Context): Context => ({
  ...ctx,
  access: { ...ctx.access, grants: { lead: { read: 'territory' } } },
})

function row(
  name: string,
  what: string,
  atMost: number,
  who: readonly number[],
  as: (ctx: Context) => Context = ctx => ctx,
): Bench {
  return {
    name,
    what: `p95 of a list of 50 leads ${what}, ${leads} leads of ${people} people in a tree of ${levels} levels, against scope all`,
    unit: 'ms',
    bar: { atMost },
    rounds: 5,
    async setUp(say): Promise<BenchRound> {
      const database = await company(say)
      const askers = (await Promise.all(who.map(n => asker(database, member(n))))).map(as)
      return {
        measure: () => p95(askers),
        reference: () => p95(askers.map(everything)),
        tearDown: () => database.disconnect(),
      }
    },
  }
}

export const rows: Bench[] = [
  // Person 31 is in team 1 at the top, 62 too; 1 is in team 2, 15 in team 16 at the bottom.
  row('list-in-team', 'under scope team', 1.5, [31, 1, 15]),
  row(
    'list-in-territory',
    'under scope territory, in a tree of territories as deep',
    1.5,
    [31, 1, 15],
    byTerritory,
  ),
  row('list-with-shares', `under scope team with ${shared} records shared with the asker`, 2, [399]),
]
