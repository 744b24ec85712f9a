import { afterAll, beforeAll, expect, test } from 'bun:test'
import { inWorkspace } from '../core/database'
import { fillManyLeads } from '../testing/many-leads'
import { type TestDatabase, testDatabase } from '../testing/test-database'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await fillManyLeads(database, 2, 3000)
}, 30_000)
afterAll(() => database.drop())

test('a search looks into its index, also under row-level security', async () => {
  const workspaceId = '00000000-0000-7000-8000-000000000001'
  const plan = await inWorkspace(
    { db: database, workspaceId },
    tx => tx<{ 'QUERY PLAN': string }[]>`
      explain select from lead t where t.workspace_id = ${workspaceId} and t.deleted_at is null and t.search like '%lead2999@%'`,
  )
  const conditions = plan.map(line => Object.values(line)[0]!).filter(line => line.includes('Index Cond'))
  expect(conditions.join()).toContain("(search ~~ '%lead2999@%'::text)")
})
