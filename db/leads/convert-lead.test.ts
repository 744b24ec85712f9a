import { afterAll, beforeAll, expect, test } from 'bun:test'
import { removeMember } from '../access/remove-member'
import { contactEntity } from '../contacts/contacts.entity'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { convertLead } from './convert-lead'
import { offerConversion } from './equal-records.queries'
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

const read = async (entity: Entity, id: string) => JSON.parse((await readRecord(ctx, entity, id)).body)

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
  const events = await database.owner`
    select kind from event where cause_type = 'conversion' and cause_id = (
      select cause_id from event where subject_id = ${lead.id} and cause_type = 'conversion') order by kind`
  expect(events.map(event => event.kind)).toEqual([
    'contact.created',
    'customer.created',
    'deal.created',
    'lead.updated',
  ])
}, 30_000)

test('a lead of a known company joins it, whatever the case and accents of its name', async () => {
  const customer = await createRecord(ctx, customerEntity, { name: 'Lefèvre et Fils' })
  const lead = await createRecord(ctx, leadEntity, { name: 'Jean-Baptiste', company: 'LEFEVRE ET FILS' })
  expect(await convertLead(ctx, lead.id, { deal: null })).toMatchObject({
    customerId: customer.id,
    dealId: null,
  })
}, 30_000)

test('when any part is refused nothing of the conversion stays', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Half', company: 'Half Company' })
  await expect(convertLead(ctx, lead.id, { deal: { stageId: crypto.randomUUID() } })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await database.owner`select 1 from customer where name = 'Half Company'`).toHaveLength(0)
  expect((await read(leadEntity, lead.id)).status).toBe('new')
}, 30_000)

test('leads of one company that are converted at once become contacts of one customer', async () => {
  for (const known of [{ company: 'Baltic Reefer' }, { company: null, website: 'fjord-cold.example' }]) {
    const leads = await Promise.all(
      Array.from({ length: 4 }, (_, n) => createRecord(ctx, leadEntity, { name: `Somebody ${n}`, ...known })),
    )
    const made = await Promise.all(leads.map(({ id }) => convertLead(ctx, id, {})))
    expect(new Set(made.map(({ customerId }) => customerId)).size).toBe(1)
    expect(new Set(made.map(({ contactId }) => contactId)).size).toBe(4)
  }
}, 30_000)

test('a customer that somebody makes while a lead of its domain is converted is taken', async () => {
  for (let round = 0; round < 8; round += 1) {
    const domain = `round-${round}.example`
    const lead = await createRecord(ctx, leadEntity, { name: `Person ${round}`, website: domain })
    const [conversion, made] = await Promise.allSettled([
      convertLead(ctx, lead.id, { deal: null }),
      createRecord(ctx, customerEntity, { name: `Company ${round}`, domain }),
    ])
    expect(conversion.status).toBe('fulfilled')
    if (made.status === 'fulfilled')
      expect(conversion).toMatchObject({ value: { customerId: made.value.id } })
  }
}, 30_000)

test('a lead whose owner has left is converted into the hands of who converts it', async () => {
  const { workspaceId } = ctx
  const former = await testContext(database, { workspaceId, role: 'rep', name: 'Gone Soon' })
  const lead = await createRecord(former, leadEntity, { name: 'Left behind', email: 'left@behind.example' })
  await removeMember(ctx, former.access.memberId!)
  const { customerId, contactId, dealId } = await convertLead(ctx, lead.id, {})
  for (const [entity, id] of [
    [customerEntity, customerId],
    [contactEntity, contactId],
    [dealEntity, dealId!],
  ] as const)
    expect((await read(entity, id)).ownerId).toBe(ctx.access.memberId)
  expect(await read(leadEntity, lead.id)).toMatchObject({
    status: 'converted',
    ownerId: former.access.memberId,
  })
}, 30_000)

test('a lead that was given up and is converted after all closes at its conversion, without the reason for giving up', async () => {
  const clock = handClock('2026-03-01T10:00:00Z')
  const asker = await testContext(database, { clock, workspaceId: ctx.workspaceId })
  const lead = await createRecord(asker, leadEntity, { name: 'Second wind' })
  await updateRecord(asker, leadEntity, lead.id, { status: 'disqualified', statusReason: 'No budget' })
  clock.move(86_400_000)
  await convertLead(asker, lead.id, { deal: null })
  const closed = await read(leadEntity, lead.id)
  expect(closed).toMatchObject({ status: 'converted', statusReason: null })
  expect(new Date(closed.closedAt).toISOString()).toBe('2026-03-02T10:00:00.000Z')
}, 30_000)

test('a conversion takes no customer that is not there, and no day that does not exist', async () => {
  const stranger = await testContext(database)
  const foreign = await createRecord(stranger, customerEntity, { name: 'Elsewhere' })
  const lead = await createRecord(ctx, leadEntity, { name: 'Picky' })
  const missing = await faultOf(convertLead(ctx, lead.id, { customerId: foreign.id }))
  expect(missing.details.problems).toMatchObject([{ pointer: '/customerId', code: 'reference_missing' }])
  const day = await faultOf(convertLead(ctx, lead.id, { deal: { expectedCloseOn: '2026-02-30' } }))
  expect(day.details.problems).toMatchObject([{ pointer: '/deal/expectedCloseOn' }])
  expect((await read(leadEntity, lead.id)).status).toBe('new')
}, 30_000)

test('only an equal name or domain is met: a name that begins alike is another company', async () => {
  const make = (values: object) => createRecord(ctx, customerEntity, values)
  await make({ name: 'Solarpark Nord' })
  const lead = await createRecord(ctx, leadEntity, { name: 'Ida', company: 'Sol' })
  expect(await offerConversion(ctx, lead.id)).toMatchObject({ customers: [], customerId: null })
  const sol = await make({ name: 'SÓL.' })
  expect(await offerConversion(ctx, lead.id)).toMatchObject({ customerId: sol.id })
  const other = await make({ name: 'Sol' })
  const { customers, customerId } = await offerConversion(ctx, lead.id)
  expect([customers.map(({ id }) => id).sort(), customerId]).toEqual([[sol.id, other.id].sort(), null])
  expect((await faultOf(convertLead(ctx, lead.id, {}))).details.rule).toBe('lead.customer_unclear')
  const domain = await make({ name: 'Holding', domain: 'www.sunrise.example' })
  const byDomain = await createRecord(ctx, leadEntity, {
    name: 'Bo',
    company: 'Sunrise',
    website: 'sunrise.example',
  })
  expect((await offerConversion(ctx, byDomain.id)).customerId).toBe(domain.id)
}, 30_000)

test('what is sent is what happens: a new customer of an equal name, another contact than the equal one, or a plain refusal', async () => {
  const known = await createRecord(ctx, customerEntity, { name: 'Twice GmbH', domain: 'twice.example' })
  const friend = await createRecord(ctx, contactEntity, { name: 'Friend', email: 'friend@twice.example' })
  const other = await createRecord(ctx, contactEntity, { name: 'Other' })
  const lead = (values: object = {}) =>
    createRecord(ctx, leadEntity, { name: 'Ana', company: 'Twice GmbH', ...values })
  const made = await convertLead(ctx, (await lead()).id, { customerName: 'Twice GmbH', deal: null })
  expect(made.customerId).not.toBe(known.id)
  const same = await lead({ website: 'twice.example' })
  const taken = await faultOf(convertLead(ctx, same.id, { customerName: 'Twice GmbH' }))
  expect([taken.code, taken.details.rule]).toEqual(['conflict', 'lead.website_taken'])
  const mailed = await lead({ email: 'friend@twice.example' })
  expect((await offerConversion(ctx, mailed.id)).contactId).toBe(friend.id)
  const doubled = await faultOf(convertLead(ctx, mailed.id, { customerId: known.id, contactName: 'Ana' }))
  expect(doubled.details.rule).toBe('lead.email_taken')
  const chosen = await convertLead(ctx, mailed.id, { customerId: known.id, contactId: other.id, deal: null })
  expect(chosen).toMatchObject({ customerId: known.id, contactId: other.id })
  const both = await faultOf(convertLead(ctx, same.id, { customerId: known.id, customerName: 'Both' }))
  expect(both.code).toBe('invalid')
}, 30_000)

test('of two people who convert a lead at once the second is told, and a retry of the first is not', async () => {
  const colleague = await testContext(database, { workspaceId: ctx.workspaceId, name: 'Colleague' })
  const lead = await createRecord(ctx, leadEntity, { name: 'Wanted', company: 'Wanted Ltd' })
  const wishes = [
    [ctx, { customerName: 'Wanted Ltd', deal: null }],
    [colleague, { customerName: 'Wanted Limited' }],
  ] as const
  const outcomes = await Promise.allSettled(wishes.map(([who, wish]) => convertLead(who, lead.id, wish)))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = outcomes.find(({ status }) => status === 'rejected')
  expect(lost).toMatchObject({ reason: { code: 'conflict', details: { rule: 'lead.converted_meanwhile' } } })
  const first = outcomes.findIndex(({ status }) => status === 'fulfilled')
  const [who, wish] = wishes[first]!
  const again = await convertLead(who, lead.id, wish)
  expect(outcomes[first]).toMatchObject({ value: again })
}, 30_000)
