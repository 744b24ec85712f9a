import { afterAll, beforeAll, expect, test } from 'bun:test'
import { inWorkspace } from '../core/database'
import { compileFilter } from '../filter/compile'
import { leadEntity } from '../leads/leads.entity'
import { catalogueOf } from '../records/catalogue'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { scratchImports } from './scratch-import'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Loops': number
  'Actual Rows': number
  Plans?: Node[]
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

test('right after an import, before anybody has counted its events, what it made is read by its cause, and once', async () => {
  const ctx = await testContext(database)
  const rows = Array.from({ length: 3000 }, (_, n) => `Lead ${n},l${n}@plan.example`)
  const { id } = await scratchImports(database, ctx).into(`name,e-mail\n${rows.join('\n')}\n`)
  const catalogue = await catalogueOf(ctx, leadEntity, [])
  const filter = { field: 'importId', op: 'eq' as const, value: id }
  const [row] = await inWorkspace(
    ctx,
    tx => tx<{ plan: [{ Plan: Node }] }[]>`
      explain (analyze, costs off, timing off, format json)
      select * from lead t where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null
        and ${compileFilter(tx, filter, catalogue, { now: new Date(), timeZone: 'UTC', alias: 't' })}
      order by t.created_at desc, t.id desc limit 51`,
  )
  const [{ Plan }] = Object.values(row!)[0] as [{ Plan: Node }]
  const nodes = nodesOf(Plan)
  const events = nodes.filter(node => node['Relation Name']?.startsWith('event_') && node['Actual Rows'] > 0)
  expect(events.map(node => [node['Actual Rows'], node['Actual Loops']])).toEqual([[3000, 1]])
}, 60_000)
