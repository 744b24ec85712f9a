import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '../activities/activities.entity'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { roles } from '../core/grants.rules'
import { journalOf } from '../events/journal.queries'
import { leadEntity } from '../leads/leads.entity'
import { timelineOf } from '../records/timeline.queries'
import { searchNames } from '../search/search-names'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { countRecords } from './count-records'
import { createRecord } from './create-record'
import { findByKey } from './find-by-key'
import { listRecords } from './list-records'
import { readRecord } from './read-record'
import { updateRecord } from './update-record'

let database: TestDatabase
let admin: Context
let rep: Context
let analyst: Context
beforeAll(async () => {
  database = await testDatabase()
  admin = await testContext(database)
  const { workspaceId } = admin
  rep = await testContext(database, { workspaceId, role: 'rep', teamId: crypto.randomUUID() })
  analyst = await testContext(database, { workspaceId, role: 'analyst' })
})
afterAll(() => database.drop())

test('a refused double does not tell the name of a record that the asker may not read', async () => {
  await createRecord(admin, leadEntity, { name: 'Secret Buyer', email: 'buyer@far.example' })
  const nobodys = { name: 'Free Buyer', email: 'free@far.example', ownerId: null }
  const free = await createRecord(admin, leadEntity, nobodys)
  const far = await faultOf(createRecord(rep, leadEntity, { name: 'Mine', email: 'buyer@far.example' }))
  expect(far.code).toBe('conflict')
  expect(far.details.params).toMatchObject({ field: 'email', candidates: [] })
  const near = await faultOf(createRecord(rep, leadEntity, { name: 'Mine', email: 'free@far.example' }))
  expect(near.details.params).toMatchObject({ candidates: [{ id: free.id, name: 'Free Buyer' }] })
  expect(await findByKey(rep, leadEntity, 'email', { email: 'buyer@far.example' })).toBeUndefined()
})

test('a record can refer only to what its writer may read', async () => {
  const far = await createRecord(admin, leadEntity, { name: 'Far lead' })
  const near = await createRecord(admin, leadEntity, { name: 'Nobody’s lead', ownerId: null })
  const about = (leadId: string) => ({ kind: 'call', name: 'Called', leadId })
  const refusal = await faultOf(createRecord(rep, activityEntity, about(far.id)))
  expect(refusal.details.problems).toMatchObject([{ pointer: '/leadId', code: 'reference_missing' }])
  const call = await createRecord(rep, activityEntity, about(near.id))
  const moved = await faultOf(updateRecord(rep, activityEntity, call.id, { leadId: far.id }))
  expect(moved.details.problems).toMatchObject([{ pointer: '/leadId', code: 'reference_missing' }])
  const [told] = await database.owner`
    select count(*)::int as n from event where subject_id = ${far.id} and kind = 'activity.logged'`
  expect(told!.n).toBe(0)
})

test('a timeline leaves out what the role may not read, before and after, and the journal is for administrators', async () => {
  const address = 'kept-back@far.example'
  const { id } = await createRecord(admin, contactEntity, { name: 'Shown', email: address })
  await updateRecord(admin, contactEntity, id, { email: 'other@far.example', jobTitle: 'Captain' })
  const told = async (asker: Context) => (await timelineOf(asker, contactEntity, id, { limit: 10 })).results
  expect(await told(admin)).toContain(address)
  expect(await told(analyst)).not.toContain('far.example')
  expect(await told(analyst)).toContain('Captain')
  for (const role of roles) {
    const asker = await testContext(database, { workspaceId: admin.workspaceId, role })
    const journal = journalOf(asker, { limit: 1 }).then(
      () => 'done',
      error => error.code,
    )
    expect([role, await journal]).toEqual([role, role === 'admin' ? 'done' : 'forbidden'])
  }
})

test('a list and a record do not name what the asker may not read', async () => {
  const far = await createRecord(admin, leadEntity, { name: 'Unseen lead' })
  const values = { kind: 'call', name: 'Called', leadId: far.id }
  const call = await createRecord(admin, activityEntity, values)
  const namesFor = async (asker: Context) => {
    const filter = { field: 'id', op: 'eq' as const, value: call.id }
    const { names } = await listRecords(asker, activityEntity, { filter, limit: 5 })
    const { body } = await readRecord(asker, activityEntity, call.id, { names: true })
    return [JSON.parse(names)[far.id], JSON.parse(body).names[far.id]]
  }
  expect(await namesFor(admin)).toEqual(['Unseen lead', 'Unseen lead'])
  expect(await namesFor(rep)).toEqual([undefined, undefined])
})

test('who may not read an address finds nobody by it', async () => {
  const person = { name: 'Øyvind Łukasz Straße', email: 'hidden-mail@far.example', phone: '+47 22 33 44 55' }
  const { id } = await createRecord(admin, contactEntity, { ...person, jobTitle: 'Hafenmeister' })
  const found = async (asker: Context, q: string) => {
    const has = (results: readonly { id: string }[]) => results.some(one => one.id === id)
    const looked = has(await searchNames(asker, q, 10))
    const listed = await listRecords(asker, contactEntity, { q, limit: 10 })
    const [count] = await countRecords(asker, [{ entity: contactEntity, q }])
    expect([q, has(JSON.parse(listed.results)), count!.value > 0]).toEqual([q, looked, looked])
    return looked
  }
  for (const q of ['hidden-mail', '22 33 44', 'oyvind far.example']) {
    expect([q, await found(admin, q)]).toEqual([q, true])
    expect([q, await found(analyst, q)]).toEqual([q, false])
  }
  for (const q of ['oyvind', 'LUKASZ strasse', 'hafen øyv', 'Hafenmeister'])
    expect([q, await found(analyst, q)]).toEqual([q, true])
})
