import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { convertLead } from './convert-lead'
import { leadEntity } from './leads.entity'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  await createRecord(ctx, stageEntity, {
    name: 'Qualify',
    pipelineId: pipeline.id,
    kind: 'open',
    probability: 10,
  })
})
afterAll(() => database.drop())

const read = async (entity: typeof leadEntity, id: string) =>
  JSON.parse((await readRecord(ctx, entity, id)).body)

test('a conversion makes customer, contact and deal at once, and a retry gives the same ids', async () => {
  const lead = await createRecord(ctx, leadEntity, {
    name: 'Layla Al-Harbi',
    company: 'Najd Cold Chain',
    email: 'layla@najd.example',
    value: { minor: 100, currency: 'SAR' },
  })
  const [first, second] = await Promise.all([convertLead(ctx, lead.id, {}), convertLead(ctx, lead.id, {})])
  expect(second).toEqual(first)
  expect(await read(leadEntity, lead.id)).toMatchObject({
    status: 'converted',
    convertedDealId: first.dealId,
  })
  expect(await read(dealEntity, first.dealId!)).toMatchObject({
    customerId: first.customerId,
    amount: { minor: 100, currency: 'SAR' },
    status: 'open',
  })
  const events = await database.owner`select kind from event where cause_id = ${lead.id} order by kind`
  expect(events.map(event => event.kind)).toEqual([
    'contact.created',
    'customer.created',
    'deal.created',
    'lead.updated',
  ])
})

test('a lead of a known company joins it, whatever the case and accents of its name', async () => {
  const customer = await createRecord(ctx, customerEntity, { name: 'Lefèvre et Fils' })
  const lead = await createRecord(ctx, leadEntity, { name: 'Jean-Baptiste', company: 'LEFEVRE ET FILS' })
  expect(await convertLead(ctx, lead.id, { deal: null })).toMatchObject({
    customerId: customer.id,
    dealId: null,
  })
})

test('when any part is refused nothing of the conversion stays', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Half', company: 'Half Company' })
  await expect(convertLead(ctx, lead.id, { deal: { stageId: crypto.randomUUID() } })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await database.owner`select 1 from customer where name = 'Half Company'`).toHaveLength(0)
  expect((await read(leadEntity, lead.id)).status).toBe('new')
})
