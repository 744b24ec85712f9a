import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { defineField } from '../fields/define-field'
import type { Filter } from '../filter/filter.model'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { archiveRecord } from './archive-record'
import { createRecord } from './create-record'
import type { Entity } from './entity'
import { type ListAsked, listRecords } from './list-records'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  await defineField(ctx, { entity: 'lead', key: 'fleet', label: 'Fleet', kind: 'integer' })
  for (let n = 0; n < 23; n++)
    await createRecord(ctx, leadEntity, {
      name: `Lead ${String(n).padStart(2, '0')}`,
      company: n % 3 ? 'Bałtyk Freight' : null,
      status: n % 2 ? 'working' : 'new',
      value: { minor: n * 100, currency: 'EUR' },
      custom: { fleet: n },
    })
})
afterAll(() => database.drop())

const list = async (asker: Context, entity: Entity, asked: Partial<ListAsked> = {}) => {
  const page = await listRecords(asker, entity, { limit: 50, ...asked })
  return {
    ...page,
    results: JSON.parse(page.results) as Record<string, unknown>[],
    names: JSON.parse(page.names) as Record<string, string>,
  }
}

test('pages follow each other without a gap or a double, in every order', async () => {
  for (const sort of [undefined, 'name', '-name', 'company,-name', '-value', 'createdAt']) {
    const seen: unknown[] = []
    let after: unknown
    do {
      const page = await list(ctx, leadEntity, { limit: 5, sort, after, fields: ['name'] })
      seen.push(...page.results.map(lead => lead.name))
      after = page.next ?? undefined
    } while (after)
    const whole = await list(ctx, leadEntity, { sort })
    expect(seen).toEqual(whole.results.map(lead => lead.name))
    expect(new Set(seen).size).toBe(23)
  }
})

test('a filter may ask for fields, custom fields and related records', async () => {
  const custom = await list(ctx, leadEntity, {
    filter: {
      and: [
        { field: 'custom.fleet', op: 'gte', value: 20 },
        { field: 'status', op: 'eq', value: 'new' },
      ],
    },
  })
  expect(custom.results.map(lead => lead.name).sort()).toEqual(['Lead 20', 'Lead 22'])
  const owned = await list(ctx, leadEntity, {
    filter: { field: 'owner.name', op: 'eq', value: 'Maren Vogt' },
    count: 'exact',
  })
  expect(owned.total).toEqual({ value: 23, exact: true })
  expect(owned.names).toEqual({ [ctx.access.memberId!]: 'Maren Vogt' })
})

test('search finds words without accents in any order', async () => {
  expect((await list(ctx, leadEntity, { q: 'baltyk 04' })).results.map(lead => lead.name)).toEqual([
    'Lead 04',
  ])
  expect((await list(ctx, leadEntity, { q: '%' })).results).toEqual([])
})

test('what the asker does not have is refused by its place', async () => {
  for (const asked of [
    { filter: { field: 'colour', op: 'eq', value: 1 } as Filter },
    { sort: 'email' },
    { fields: ['nope'] },
  ])
    await expect(list(ctx, leadEntity, asked)).rejects.toMatchObject({ code: 'invalid' })
  await expect(list(ctx, leadEntity, { after: { values: ['x', 1], id: 'y' } })).rejects.toMatchObject({
    code: 'malformed',
  })
})

test('the bin has a list of its own', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Gone' })
  await archiveRecord(ctx, leadEntity, lead.id)
  expect((await list(ctx, leadEntity, { deleted: true })).results.map(lead => lead.name)).toEqual(['Gone'])
  expect((await list(ctx, leadEntity, { q: 'gone' })).results).toEqual([])
})

test('a list of deals names its customers, stages and owners, and another workspace sees none of it', async () => {
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  await createRecord(ctx, stageEntity, {
    name: 'Qualify',
    pipelineId: pipeline.id,
    kind: 'open',
    probability: 10,
  })
  const customer = await createRecord(ctx, customerEntity, { name: 'Najd Cold Chain', industry: 'logistics' })
  await createRecord(ctx, dealEntity, { name: 'Cold store', customerId: customer.id })
  const deals = await list(ctx, dealEntity, {
    filter: { field: 'customer.industry', op: 'eq', value: 'logistics' },
  })
  expect(deals.results).toHaveLength(1)
  expect(Object.values(deals.names).sort()).toEqual(['Direct', 'Maren Vogt', 'Najd Cold Chain', 'Qualify'])
  const stranger = await testContext(database)
  expect((await list(stranger, dealEntity)).results).toEqual([])
})
