import { afterAll, beforeAll, expect, test } from 'bun:test'
import { accessAs } from '../access/policy.rules'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { dealEntity } from '../deals/deals.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { customerTree } from './customer-tree.queries'
import { customerEntity } from './customers.entity'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  for (const kind of ['open', 'won'])
    await createRecord(ctx, stageEntity, { name: kind, pipelineId: pipeline.id, kind })
})
afterAll(() => database.drop())

const company = (name: string, parentId: string | null = null, more: object = {}) =>
  createRecord(ctx, customerEntity, { name, parentId, ...more })
const deal = (customerId: string, minor: number, currency = 'EUR', more: object = {}) =>
  createRecord(ctx, dealEntity, { name: 'Deal', customerId, amount: { minor, currency }, ...more })

test('a group is told from its top, each company after its parent, with the totals of all', async () => {
  const top = await company('Holding')
  const north = await company('North', top.id)
  const south = await company('South', top.id)
  const branch = await company('Branch', north.id)
  await company('Stranger')
  await createRecord(ctx, contactEntity, { name: 'Noor', customerId: branch.id })
  await createRecord(ctx, contactEntity, { name: 'Yusuf', customerId: top.id })
  await deal(branch.id, 100)
  await deal(south.id, 50)
  await deal(south.id, 7, 'KWD')
  const gone = await deal(south.id, 1_000)
  await archiveRecord(ctx, dealEntity, gone.id)
  const tree = await customerTree(ctx, branch.id)
  expect(
    tree.nodes.map(({ name, depth, contacts, openDeals }) => [name, depth, contacts, openDeals]),
  ).toEqual([
    ['Holding', 0, 1, 0],
    ['North', 1, 0, 0],
    ['Branch', 2, 1, 1],
    ['South', 1, 0, 2],
  ])
  expect(tree.totals).toEqual({
    customers: 4,
    contacts: 2,
    openDeals: 3,
    wonDeals: 0,
    currency: 'EUR',
    open: { minor: 150, missing: 1 },
    won: { minor: 0, missing: 0 },
  })
  expect(tree.whole).toBe(true)
  // From wherever one asks, the group is the same.
  expect(await customerTree(ctx, south.id)).toEqual(tree)
  await archiveRecord(ctx, customerEntity, north.id)
  expect((await customerTree(ctx, top.id)).nodes.map(({ name }) => name)).toEqual(['Holding', 'South'])
})

test('one company alone is a group of one, and a company is never above itself', async () => {
  const alone = await company('Alone')
  expect((await customerTree(ctx, alone.id)).totals.customers).toBe(1)
  const child = await company('Child', alone.id)
  const wish = updateRecord(ctx, customerEntity, alone.id, { parentId: child.id })
  expect((await faultOf(wish)).details.rule).toBe('customer.own_ancestor')
})

test('what the asker may not read is neither told nor counted', async () => {
  const [mine, other] = [crypto.randomUUID(), crypto.randomUUID()]
  const people = [mine, other].map(id => ({
    id,
    workspace_id: ctx.workspaceId,
    name: 'Somebody',
    email: `${id}@x.example`,
    role: 'rep',
    created_at: new Date(),
  }))
  await database.owner`insert into member ${database.owner(people)}`
  const top = await company('Top', null, { ownerId: other })
  const middle = await company('Middle', top.id, { ownerId: mine })
  await company('Hidden', middle.id, { ownerId: other })
  await company('Seen', middle.id, { ownerId: mine })
  await deal(top.id, 5, 'EUR', { ownerId: mine })
  const access = accessAs('rep', mine)
  const own = { read: 'own' as const }
  const rep: Context = {
    ...ctx,
    access: { ...access, grants: { ...access.grants, customer: own, deal: own } },
  }
  const tree = await customerTree(rep, middle.id)
  expect(tree.nodes.map(({ name, parentId }) => [name, parentId === middle.id])).toEqual([
    ['Middle', false],
    ['Seen', true],
  ])
  expect(tree.totals).toMatchObject({ customers: 2, openDeals: 0, open: { minor: 0, missing: 0 } })
  expect((await faultOf(customerTree(rep, top.id))).code).toBe('not_found')
})
