import { afterAll, beforeAll, expect, test } from 'bun:test'
import { uuidv7 } from '../core/ids'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { type Champion, championsAfter } from './champions.queries'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test('page after page each champion of each workspace comes once, and nothing but champions', async () => {
  const made: Champion[] = []
  for (let workspace = 0; workspace < 5; workspace += 1) {
    const { workspaceId } = await testContext(db)
    for (const [version, alias] of ['retired', 'champion', 'candidate'].entries()) {
      const versionId = uuidv7()
      // One workspace has none.
      if (workspace === 2 && alias === 'champion') continue
      await db.owner`
        insert into model_version (id, workspace_id, model, version, alias, state, card, artifact, training_id, created_at)
        values (${versionId}, ${workspaceId}, 'lead-conversion', ${version}, ${alias}, 'ready', '{}', '{}', ${uuidv7()}, now())`
      if (alias === 'champion') made.push({ workspaceId, versionId })
    }
  }
  const found: Champion[] = []
  let pages = 0
  for (let after: string | null = null, more = true; more; pages += 1) {
    const page = await championsAfter(db, after, 2)
    found.push(...page.champions)
    after = page.next
    more = after !== null
  }
  expect(pages).toBe(3)
  const order = (a: Champion, b: Champion) => (a.workspaceId < b.workspaceId ? -1 : 1)
  expect(found).toEqual(made.toSorted(order))
})
