import { afterAll, beforeAll, expect, test } from 'bun:test'
import postgres from 'postgres'
import type { Context } from '../core/context'
import { inWorkspace, type Sql } from '../core/database'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { journalOf } from './journal.queries'
import { missedEvents } from './tail.queries'

const ofOthers = 60_000
const own = 60
const rounds = 20

let db: TestDatabase
let app: Sql
let ctx: Context
/** What was sent to the database, as it was sent. */
const sent: { query: string; parameters: string[] }[] = []
beforeAll(async () => {
  db = await testDatabase()
  app = postgres(db.appUrl, {
    max: 1,
    transform: { column: { from: postgres.toCamel } },
    debug: (_connection, query, parameters) => sent.push({ query, parameters }),
  })
  ctx = { ...(await testContext(db)), db: { ...db, app } }
  const other = await testContext(db)
  for (let n = 0; n < rounds; n += 1) {
    await logged(other, ofOthers / rounds)
    await logged(ctx, own / rounds)
  }
  await db.owner`analyze event`
}, 60_000)
afterAll(async () => {
  await app.end({ timeout: 5 })
  await db.drop()
}, 20_000)

const logged = ({ workspaceId }: Context, count: number) => db.owner`
  insert into event (id, workspace_id, occurred_at, kind, subject_type, subject_id, actor_type, actor_name)
  select gen_random_uuid(), ${workspaceId}, now(), 'lead.updated', 'lead', gen_random_uuid(), 'user', 'Maren'
  from generate_series(1, ${count}::int)`

interface Plan {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Plan[]
}

/** How many events the statement that was sent last looks at, when it is planned for these parameters and when for any. */
async function eventsLookedAt(): Promise<number[]> {
  const { query, parameters } = sent.findLast(one => one.query.includes('from event'))!
  const looked: number[] = []
  for (const mode of ['force_custom_plan', 'force_generic_plan'])
    await inWorkspace(ctx, async tx => {
      await tx.unsafe(`set local plan_cache_mode = ${mode}`)
      await tx.unsafe(`prepare asked as ${query}`)
      const given = parameters.map(parameter => `'${parameter}'`).join(', ')
      const [row] = await tx.unsafe(`explain (analyze, format json) execute asked${given && `(${given})`}`)
      await tx.unsafe('deallocate asked')
      const [{ Plan: plan }] = Object.values(row!)[0] as [{ Plan: Plan }]
      looked.push(eventsOf(plan))
    })
  return looked
}

const eventsOf = (plan: Plan): number =>
  (plan['Relation Name']?.startsWith('event')
    ? (plan['Actual Rows'] +
        (plan['Rows Removed by Filter'] ?? 0) +
        (plan['Rows Removed by Index Recheck'] ?? 0)) *
      plan['Actual Loops']
    : 0) + (plan.Plans ?? []).reduce((sum, inner) => sum + eventsOf(inner), 0)

test('the journal of a small workspace reads its own events alone, whatever happens in others', async () => {
  const { results, next } = await journalOf(ctx, { limit: 40 })
  expect(JSON.parse(results)).toHaveLength(40)
  for (const looked of await eventsLookedAt()) expect(looked).toBeLessThan(2 * own)
  const rest = await journalOf(ctx, { after: next!, limit: 40 })
  expect(JSON.parse(rest.results)).toHaveLength(own - 40)
  for (const looked of await eventsLookedAt()) expect(looked).toBeLessThan(2 * own)
})

test('what a stream of a small workspace missed is read without the events of others', async () => {
  const [{ to } = { to: '' }] = await db.owner<{ to: string }[]>`select pg_current_snapshot()::text as to`
  expect(await missedEvents(ctx, { from: '3:3:', to }, 1000)).toHaveLength(own)
  for (const looked of await eventsLookedAt()) expect(looked).toBeLessThan(2 * own)
})
