import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '../activities/activities.entity'
import { attachFile } from '../attachments/attach-file'
import { attachmentsOf } from '../attachments/attachments.queries'
import { removeAttachment, restoreAttachment } from '../attachments/change-attachment'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { convertLead } from '../leads/convert-lead'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { scratchBlobs } from '../testing/scratch-blobs'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { undoConversion } from './undo-conversion'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  const stage = { name: 'Qualify', pipelineId: pipeline.id, kind: 'open', probability: 10 }
  await createRecord(ctx, stageEntity, stage)
})
afterAll(() => database.drop())

const read = async (entity: Entity, id: string) => JSON.parse((await readRecord(ctx, entity, id)).body)
const made = async (name: string, values: object = {}) => {
  const lead = await createRecord(ctx, leadEntity, { name, company: `${name} Ltd`, ...values })
  const before = await read(leadEntity, lead.id)
  return { before, id: lead.id, ...(await convertLead(ctx, lead.id, {})) }
}
const isBinned = async (entity: Entity, id: string) => (await read(entity, id)).deletedAt !== null
const binned = async ({ customerId, contactId, dealId }: Awaited<ReturnType<typeof made>>) => [
  await isBinned(customerEntity, customerId),
  await isBinned(contactEntity, contactId),
  await isBinned(dealEntity, dealId!),
]

test('the lead is as it was and what was made goes to the bin, each time it is converted', async () => {
  const one = await made('Undone', { status: 'disqualified', statusReason: 'No budget' })
  expect(await undoConversion(ctx, one.id)).toEqual({ leadId: one.id, binned: 3, kept: [] })
  const { version: _, updatedAt: __, ...was } = one.before
  expect(await read(leadEntity, one.id)).toMatchObject(was)
  expect(await binned(one)).toEqual([true, true, true])
  expect((await faultOf(undoConversion(ctx, one.id))).details.rule).toBe('lead.not_converted')
  await updateRecord(ctx, leadEntity, one.id, { status: 'working' })
  const again = await convertLead(ctx, one.id, {})
  expect(again.customerId).not.toBe(one.customerId)
  await undoConversion(ctx, one.id)
  expect((await read(leadEntity, one.id)).status).toBe('working')
  expect(await isBinned(customerEntity, again.customerId)).toBe(true)
}, 30_000)

test('what was there before stays: a customer and a contact that the conversion only took', async () => {
  const customer = await createRecord(ctx, customerEntity, { name: 'There Ltd' })
  const contact = await createRecord(ctx, contactEntity, { name: 'T', email: 't@there.example' })
  const one = await made('There', { email: 't@there.example' })
  expect([one.customerId, one.contactId]).toEqual([customer.id, contact.id])
  expect(await undoConversion(ctx, one.id)).toMatchObject({ binned: 1, kept: [] })
  expect(await binned(one)).toEqual([false, false, true])
}, 30_000)

test('what somebody has worked on since is kept with what it leans on, and named', async () => {
  const edited = await made('Edited')
  await updateRecord(ctx, dealEntity, edited.dealId!, { name: 'Worked on' })
  const { kept, binned: gone } = await undoConversion(ctx, edited.id)
  expect(gone).toBe(0)
  expect(kept.map(({ type, name, reason }) => [type, name, reason])).toEqual([
    ['deal', 'Worked on', 'changed_since'],
    ['contact', 'Edited', 'in_use'],
    ['customer', 'Edited Ltd', 'in_use'],
  ])
  expect((await read(leadEntity, edited.id)).status).toBe('new')
  const called = await made('Called')
  const call = { name: 'Call', kind: 'call', contactId: called.contactId }
  await createRecord(ctx, activityEntity, call)
  const outcome = await undoConversion(ctx, called.id)
  expect([outcome.binned, outcome.kept.map(({ type }) => type)]).toEqual([1, ['contact', 'customer']])
  expect(await isBinned(dealEntity, called.dealId!)).toBe(true)
}, 30_000)

test('an edit of another field of the lead is in no way, and stays', async () => {
  const one = await made('Phoned')
  await updateRecord(ctx, leadEntity, one.id, { phone: '+49 30 1234567' })
  await undoConversion(ctx, one.id)
  expect(await read(leadEntity, one.id)).toMatchObject({ status: 'new', phone: '+49 30 1234567' })
}, 30_000)

test('a deal that is edited while the conversion is undone is kept, or the edit finds it gone', async () => {
  for (let round = 0; round < 6; round += 1) {
    const one = await made(`Race ${round}`)
    const [undo, edit] = await Promise.allSettled([
      undoConversion(ctx, one.id),
      updateRecord(ctx, dealEntity, one.dealId!, { name: 'Mine' }),
    ])
    const deal = await read(dealEntity, one.dealId!)
    expect(undo.status).toBe('fulfilled')
    expect([edit.status, deal.deletedAt === null]).toEqual(
      edit.status === 'fulfilled' ? ['fulfilled', true] : ['rejected', false],
    )
    // A deal that stays has its customer.
    expect(await isBinned(customerEntity, one.customerId)).toBe(deal.deletedAt !== null)
  }
}, 60_000)

test('two who undo it at once undo it once; a colleague without the right to archive may not', async () => {
  const one = await made('Both')
  const both = await Promise.allSettled([undoConversion(ctx, one.id), undoConversion(ctx, one.id)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const two = await made('Others')
  const marketer = await testContext(database, { workspaceId: ctx.workspaceId, role: 'marketer', name: 'M' })
  expect((await faultOf(undoConversion(marketer, two.id))).code).toBe('forbidden')
  expect((await read(leadEntity, two.id)).status).toBe('converted')
}, 30_000)

test('files go along to the deal, or the customer, and come back with the lead; what was added since stays', async () => {
  const settings = { blobs: scratchBlobs(), mostBytes: 1000, scans: false }
  async function* text() {
    yield new TextEncoder().encode('An offer.')
  }
  const attach = (entity: 'lead' | 'deal', recordId: string, name: string) =>
    attachFile(ctx, settings, { entity, recordId, name }, text())
  const names = async (entity: 'lead' | 'deal' | 'customer', recordId: string) =>
    (await attachmentsOf(ctx, { entity, recordId, removed: 'false' }, 1000)).results
      .map(({ name }) => name)
      .sort()
  const lead = await createRecord(ctx, leadEntity, { name: 'Filed', company: 'Filed Ltd' })
  await attach('lead', lead.id, 'offer.txt')
  const binned = await attach('lead', lead.id, 'old.txt')
  await removeAttachment(ctx, binned.id)
  const first = await convertLead(ctx, lead.id, {})
  expect(await names('lead', lead.id)).toEqual([])
  expect(await names('deal', first.dealId!)).toEqual(['offer.txt'])
  await restoreAttachment(ctx, binned.id)
  await attach('deal', first.dealId!, 'new.txt')
  expect(await names('deal', first.dealId!)).toEqual(['new.txt', 'offer.txt', 'old.txt'])
  await undoConversion(ctx, lead.id)
  expect(await names('lead', lead.id)).toEqual(['offer.txt', 'old.txt'])
  expect(await names('deal', first.dealId!)).toEqual(['new.txt'])
  // Without a deal they are the customer's; and again the lead's.
  const second = await convertLead(ctx, lead.id, { deal: null })
  expect(await names('customer', second.customerId)).toEqual(['offer.txt', 'old.txt'])
  await undoConversion(ctx, lead.id)
  expect(await names('lead', lead.id)).toEqual(['offer.txt', 'old.txt'])
  const told = await database.owner<{ payload: object }[]>`
    select payload from event where subject_id = ${lead.id} and kind = 'attachment.moved' order by seq`
  expect(told.map(({ payload }) => payload)).toMatchObject([
    { files: 2, way: 'away', entity: 'deal' },
    { files: 2, way: 'here', entity: 'deal' },
    { files: 2, way: 'away', entity: 'customer' },
    { files: 2, way: 'here', entity: 'customer' },
  ])
}, 30_000)
