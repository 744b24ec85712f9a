import { afterAll, beforeAll, expect, test } from 'bun:test'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { affiliationEntity } from './affiliations.entity'

let database: TestDatabase
let ctx: Context
let contact: AnyRecord
let customer: AnyRecord
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  customer = await createRecord(ctx, customerEntity, { name: 'Gulf Medical' })
  contact = await createRecord(ctx, contactEntity, { name: 'Noor' })
})
afterAll(() => database.drop())

const be = (values: object) =>
  createRecord(ctx, affiliationEntity, { contactId: contact.id, customerId: customer.id, ...values })
const ruleOf = async (work: Promise<unknown>) => (await faultOf(work)).details.rule

test('a contact has a role once at a time, and others beside it', async () => {
  const first = await be({ role: 'decider', since: '2025-01-01', until: '2025-12-31' })
  expect(await ruleOf(be({ role: 'decider', since: '2025-12-31' }))).toBe('affiliation.twice')
  expect(await ruleOf(be({ role: 'decider' }))).toBe('affiliation.twice')
  const second = await be({ role: 'decider', since: '2026-01-01' })
  await be({ role: 'billing' })
  expect(await ruleOf(updateRecord(ctx, affiliationEntity, second.id, { since: null }))).toBe(
    'affiliation.twice',
  )
  await archiveRecord(ctx, affiliationEntity, first.id)
  await updateRecord(ctx, affiliationEntity, second.id, { since: null })
  expect(await ruleOf(restoreRecord(ctx, affiliationEntity, first.id))).toBe('affiliation.twice')
})

test('it does not end before it begins, and both ends are there', async () => {
  expect(await ruleOf(be({ role: 'user', since: '2026-02-01', until: '2026-01-31' }))).toBe(
    'affiliation.times',
  )
  const day = await be({ role: 'user', since: '2026-02-01', until: '2026-02-01' })
  expect(await ruleOf(updateRecord(ctx, affiliationEntity, day.id, { until: '2026-01-01' }))).toBe(
    'affiliation.times',
  )
  const stranger = await testContext(database)
  const foreign = createRecord(stranger, affiliationEntity, {
    role: 'user',
    contactId: contact.id,
    customerId: customer.id,
  })
  expect((await faultOf(foreign)).details.problems!.map(({ code }) => code)).toEqual([
    'reference_missing',
    'reference_missing',
  ])
})

test('of two who add the same at once, one does', async () => {
  const both = await Promise.allSettled([be({ role: 'buyer' }), be({ role: 'buyer' })])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})
