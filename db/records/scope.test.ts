import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { accessAs } from '../access/policy.rules'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { scopes, withinScope } from '../core/grants.rules'
import { leadEntity } from '../leads/leads.entity'
import { productEntity } from '../products/products.entity'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { scopeSql } from './scope'

const people = Array.from({ length: 5 }, (_, n) => `00000000-0000-7000-8000-00000000000${n}`)
let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const places = Array.from({ length: 12 }, (_, n) => `00000000-0000-7000-9000-0000000000${n + 10}`)
const owner = fc.option(fc.constantFrom(...people))
const asker = fc
  .tuple(owner, fc.subarray(people), fc.subarray(places))
  .map(([memberId, team, territories]) => accessAs('rep', memberId, team, undefined, territories))
const whose = fc.record({ ownerId: owner, territoryId: fc.option(fc.constantFrom(...places)) })

test('the list’s SQL and the check of one record let the same records through', async () => {
  await fc.assert(
    fc.asyncProperty(
      asker,
      fc.constantFrom(...scopes),
      fc.array(whose, { maxLength: 12 }),
      async (access, scope, records) => {
        const rows = JSON.stringify(
          records.map(({ ownerId, territoryId }, n) => ({ n, owner_id: ownerId, territory_id: territoryId })),
        )
        const listed = await inWorkspace(
          ctx,
          tx => tx<{ n: number }[]>`
          select t.n from jsonb_to_recordset(${rows}::text::jsonb) as t(n int, owner_id uuid, territory_id uuid)
          where true ${scopeSql({ ...ctx, access }, tx, leadEntity, scope)} order by t.n`,
        )
        const checked = records.flatMap((one, n) => (withinScope(access, scope, one) ? [n] : []))
        expect(listed.map(row => row.n)).toEqual(checked)
      },
    ),
    { numRuns: 200 },
  )
})

test('what has no owner is in every scope, for the list and for the record', async () => {
  await fc.assert(
    fc.asyncProperty(asker, fc.constantFrom(...scopes), async (access, scope) => {
      const [row] = await inWorkspace(
        ctx,
        tx => tx<{ n: number }[]>`
          select count(*)::int as n from (values (1), (2)) t(x) where true ${scopeSql({ ...ctx, access }, tx, productEntity, scope)}`,
      )
      expect(row!.n).toBe(2)
      expect(withinScope(access, scope, undefined)).toBe(true)
    }),
    { numRuns: 30 },
  )
})
