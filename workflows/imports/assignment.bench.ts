import { setAssignment } from '@sextant/db/assignment/set-assignment'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import type { Bench } from '@sextant/db/testing/bench'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { measureImport, prepareImport } from './measure-import'

const rowsPerRound = 20_000
const rulesAsked = 10

/** Ten rules over five people, by the hours at which they work. Of the made-up leads nine rules take some and the last all others, so that most leads are asked by each. */
async function setRules(ctx: Context): Promise<void> {
  const people: string[] = []
  for (let n = 0; n < 5; n += 1) {
    const { access } = await testContext(ctx.db as TestDatabase, {
      workspaceId: ctx.workspaceId,
      role: 'rep',
    })
    people.push(access.memberId!)
  }
  const ways = [
    { type: 'turns', memberIds: people },
    { type: 'shares', shares: people.map((memberId, n) => ({ memberId, share: n + 1 })) },
    { type: 'load', memberIds: people },
    { type: 'person', memberId: people[0] },
  ]
  const rules = Array.from({ length: rulesAsked }, (_, n) => ({
    id: uuidv7(),
    name: `Rule ${n}`,
    active: true,
    when:
      n === rulesAsked - 1
        ? null
        : {
            and: [
              { field: 'company', op: 'contains', value: `Company ${n + 1}0` },
              { field: 'value', op: 'gte', value: { minor: 100_000, currency: 'EUR' } },
            ],
          },
    way: ways[n % ways.length],
    atWork: { otherwise: n % 2 ? 'next' : 'anyway' },
    on: { creation: true, import: true, change: true },
  }))
  await setAssignment(ctx, { rules })
}

/** How long an import into a workspace of its own takes, in ms. */
async function lasting(database: TestDatabase, from: number, ruled: boolean): Promise<number> {
  const ctx = await testContext(database)
  if (ruled) await setRules(ctx)
  const importId = await prepareImport(ctx, rowsPerRound, from)
  const { created, ms } = await measureImport(database, ctx.workspaceId, importId)
  if (created !== rowsPerRound) throw new Error(`The bench made ${created} of ${rowsPerRound} rows.`)
  const [{ assigned } = { assigned: 0 }] = await database.owner<{ assigned: number }[]>`
    select count(*)::int as assigned from lead where workspace_id = ${ctx.workspaceId} and assigned_by is not null`
  if (assigned !== (ruled ? rowsPerRound : 0)) throw new Error(`Rules took ${assigned} of the leads.`)
  return ms
}

export const rows: Bench[] = [
  {
    name: 'assignment',
    what: 'an import of 20,000 leads that ten rules assign by working hours, every one of them, against one in a workspace without rules',
    unit: 'ms',
    bar: { atMost: 1.5 },
    rounds: 3,
    async setUp() {
      const database = await testDatabase()
      let round = 0
      return {
        measure: () => lasting(database, round++ * rowsPerRound, true),
        reference: () => lasting(database, round * rowsPerRound, false),
        tearDown: () => database.drop(),
      }
    },
  },
]
