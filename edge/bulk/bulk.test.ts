import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Bulk, BulkAsked, type BulkFault } from '@sextant/db/bulk/bulk.model'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import * as v from 'valibot'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let asker: TestAsker
let rep: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people)
  asker = await people.join()
  rep = await people.join({ workspaceId: asker.workspaceId, role: 'rep' })
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const post = async <T = Bulk>(path: string, body?: unknown, headers?: Record<string, string>, by = asker) => {
  const response = await door.ask(by, 'POST', path, body, headers)
  return { status: response.status, headers: response.headers, body: (await response.json()) as T }
}
const get = async <T>(path: string, by = asker) => (await (await door.ask(by, 'GET', path)).json()) as T
const makeLeads = async (n: number, word: string) => {
  const items = Array.from({ length: n }, (_, at) => ({ name: `${word} ${at}`, city: word }))
  const { body } = await post<{ results: { id: string }[] }>('/crm/leads/batch/create', { items })
  return body.results.map(({ id }) => id)
}

test('a few records are changed with the answer, the next read shows it, and the same key again changes nothing more', async () => {
  const ids = await makeLeads(3, 'Few')
  const ask = { entity: 'lead', verb: 'update', values: { city: 'Oslo' }, ids }
  const key = { 'idempotency-key': 'bulk-1' }
  const done = await post('/crm/bulk', ask, key)
  expect(done).toMatchObject({
    status: 201,
    body: { state: 'done', total: 3, counts: { changed: 3, same: 0, refused: 0 }, undo: null, failure: null },
  })
  expect(done.headers.get('location')).toBe(`/crm/bulk/${done.body.id}`)
  const cities = async () =>
    (await get<{ results: { city: string }[] }>(`/crm/leads?filter=id:in:${ids}&fields=city`)).results.map(
      ({ city }) => city,
    )
  expect(await cities()).toEqual(['Oslo', 'Oslo', 'Oslo'])
  const again = await post('/crm/bulk', ask, key)
  expect(again.body).toEqual(done.body)
  const undoing = { 'idempotency-key': 'bulk-undo-1' }
  const undone = await post(`/crm/bulk/${done.body.id}/undo`, undefined, undoing)
  expect(undone.body).toMatchObject({ state: 'undone', undo: { undone: 3, kept: 0 }, undoableUntil: null })
  expect((await post(`/crm/bulk/${done.body.id}/undo`, undefined, undoing)).body).toEqual(undone.body)
  expect((await post(`/crm/bulk/${done.body.id}/undo`)).body).toEqual(undone.body)
  expect(await cities()).toEqual(['Few', 'Few', 'Few'])
  const counted = await database.owner`select 1 from bulk where workspace_id = ${asker.workspaceId}`
  expect(counted).toHaveLength(1)
  expect((await post(`/crm/bulk/${done.body.id}/cancel`)).status).toBe(409)
})

test('the document of the API says what can be asked together, and the door takes exactly that', async () => {
  const [id] = await makeLeads(1, 'Together')
  const [ids, matching, entity] = [[id], { filter: '', q: '' }, 'lead']
  const bodies = [
    { entity, verb: 'update', values: { city: 'Oslo' }, ids },
    { entity, verb: 'archive', ids },
    { entity, verb: 'restore', ids },
    { entity, verb: 'update', values: { city: 'Bergen' }, matching },
    // What a contract run found: an update of nothing, of records that are named in two ways.
    { entity, verb: 'update', values: {}, ids, matching },
    { entity, verb: 'update', values: {}, ids },
    { entity, verb: 'update', ids },
    { entity, verb: 'archive', values: { city: 'Oslo' }, ids },
    { entity, verb: 'update', values: { city: 'Oslo' }, ids, matching },
    { entity, verb: 'archive' },
  ]
  for (const body of bodies) {
    const { status } = await post('/crm/bulk', body)
    expect([body, status]).toEqual([body, v.is(BulkAsked, body) ? 201 : 422])
  }
  expect(bodies.filter(body => v.is(BulkAsked, body))).toHaveLength(4)
})

test('of many it takes all and says how many; what was refused is a list with names, page by page', async () => {
  for (let round = 0; round < 2; round += 1) await makeLeads(130, 'Many')
  const queued = await post('/crm/bulk', {
    entity: 'lead',
    verb: 'archive',
    matching: { filter: 'city:eq:Many' },
  })
  expect(queued.body).toMatchObject({ state: 'queued', total: 260 })
  expect(await get('/crm/bulk?limit=1')).toMatchObject({ results: [{ id: queued.body.id }], paging: {} })
  expect((await post(`/crm/bulk/${queued.body.id}/cancel`)).body).toMatchObject({ state: 'cancelled' })
  const ids = await makeLeads(3, 'Converted')
  await database.owner`update lead set status = 'converted' where id = any(${ids.slice(1)}::uuid[])`
  const partly = await post('/crm/bulk', {
    entity: 'lead',
    verb: 'update',
    values: { status: 'working' },
    ids,
  })
  expect(partly.body.counts).toEqual({ changed: 1, same: 0, refused: 2 })
  type Page = { results: BulkFault[]; paging?: { next: { link: string } } }
  const first = await get<Page>(`/crm/bulk/${partly.body.id}/faults?limit=1`)
  const second = await get<Page>(first.paging!.next.link)
  expect([...first.results, ...second.results].map(({ name, rule }) => [name, rule])).toEqual([
    ['Converted 1', 'lead.transition'],
    ['Converted 2', 'lead.transition'],
  ])
  expect(second.paging).toBeUndefined()
})

test('bulk changes are their asker’s, and of those who may change all such records', async () => {
  const ids = await makeLeads(1, 'Whose')
  const { body } = await post('/crm/bulk', { entity: 'lead', verb: 'archive', ids })
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/faults'],
    ['POST', '/undo'],
  ] as const)
    expect((await door.ask(rep, method, `/crm/bulk/${body.id}${path}`)).status).toBe(404)
  expect(await get('/crm/bulk', rep)).toEqual({ results: [] })
  const theirs = await post('/crm/bulk', { entity: 'lead', verb: 'archive', ids }, {}, rep)
  expect(theirs.body).toMatchObject({ state: 'done', counts: { changed: 0, refused: 1 } })
  expect(await get('/crm/bulk?limit=1')).toMatchObject({ results: [{ id: theirs.body.id }] })
  const wrong = await post<{ errors: unknown }>('/crm/bulk', { entity: 'lead', verb: 'update', ids })
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/values', code: 'required' }] } })
})
