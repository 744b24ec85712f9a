import { afterAll, beforeAll, expect, test } from 'bun:test'
import { uuidv7 } from '@sextant/db/core/ids'
import type { Import } from '@sextant/db/imports/import.model'
import { importContext } from '@sextant/db/imports/import-context'
import { runImport } from '@sextant/db/imports/run-import'
import { undoImport } from '@sextant/db/imports/undo-import'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let maren: TestAsker
let stranger: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people)
  maren = await people.join()
  stranger = await people.join()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const json = async <T>(answer: Promise<Response> | Response) => (await (await answer).json()) as T
const ask = (method: string, path: string, body?: unknown, asker = maren) =>
  door.ask(asker, method, path, body)
const job = (importId: string, asker: TestAsker) => ({ workspaceId: asker.workspaceId, importId })

async function imported(entity: string, content: string, asker = maren): Promise<Import> {
  const file = await json<{ id: string }>(
    door.app.request(`/crm/files?name=${entity}.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${asker.key}`, 'content-type': 'text/csv' },
      body: content,
    }),
  )
  const { id } = await json<Import>(ask('POST', '/crm/imports', { fileId: file.id, entity }, asker))
  await ask('POST', `/crm/imports/${id}/start`, undefined, asker)
  await runImport(await importContext(database, job(id, asker)), id, { maxMs: 60_000 })
  return json<Import>(ask('GET', `/crm/imports/${id}`, undefined, asker))
}

interface Page {
  results: { id: string; name: string }[]
  total: { value: number; exact: boolean }
  paging?: { next: { after: string; link: string } }
}
const list = (path: string, asker = maren) => json<Page>(ask('GET', path, undefined, asker))
const namesAt = async (path: string, asker = maren) =>
  (await list(path, asker)).results.map(({ name }) => name)

test('a filter finds what one import made: in pages, counted, exported and done with as one', async () => {
  const seven = [0, 1, 2, 3, 4, 5, 6].map(n => `Of one ${n},one${n}@made.example`)
  const one = await imported('lead', `name,e-mail\n${seven.join('\n')}\n`)
  // What the second only changes is still what the first made.
  const other = await imported(
    'lead',
    'name,e-mail\nOf the other,other@made.example\nOf one 6,ONE6@made.example\n',
  )
  expect([one.counts.created, other.counts.created, other.counts.updated + other.counts.skipped]).toEqual([
    7, 1, 1,
  ])
  await ask('POST', '/crm/leads', { name: 'By hand' })

  const filter = `importId:eq:${one.id}`
  const ids: string[] = []
  let link: string | undefined = `/crm/leads?filter=${filter}&limit=3&sort=name&count=exact`
  while (link) {
    const page: Page = await list(link)
    expect(page.total).toEqual({ value: 7, exact: true })
    ids.push(...page.results.map(({ id }) => id))
    link = page.paging?.next.link
  }
  expect(new Set(ids).size).toBe(7)
  expect(await namesAt(`/crm/leads?filter=importId:eq:${other.id.toUpperCase()}`)).toEqual(['Of the other'])
  expect(await namesAt(`/crm/leads?filter=name:ends_with:3;${filter}`)).toEqual(['Of one 3'])
  expect(await namesAt(`/crm/leads?filter=${filter}&q=one 4`)).toEqual(['Of one 4'])
  const search = await json<Page>(
    ask('POST', '/crm/leads/search', {
      filter: { not: { field: 'importId', op: 'eq', value: one.id } },
      sort: 'name',
    }),
  )
  expect(search.results.map(({ name }) => name)).toEqual(['By hand', 'Of the other'])
  const groups = [{ filters: [{ propertyName: 'importId', operator: 'EQ', value: other.id }] }]
  expect((await json<Page>(ask('POST', '/crm/leads/search', { filterGroups: groups }))).results).toHaveLength(
    1,
  )

  const of = JSON.stringify({
    one: { area: 'leads', filter },
    other: { area: 'leads', filter: `importId:eq:${other.id}` },
    customers: { area: 'customers', filter },
  })
  expect(await json<unknown>(ask('GET', `/crm/counts?of=${encodeURIComponent(of)}`))).toEqual({
    counts: {
      one: { value: 7, exact: true },
      other: { value: 1, exact: true },
      customers: { value: 0, exact: true },
    },
  })
  const file = await (await ask('GET', `/crm/leads/export.csv?filter=${filter}`)).text()
  expect(file.trim().split(/\r?\n/)).toHaveLength(8)
  expect(file).not.toContain('By hand')

  // “All that match” walks the pages and hands their ids to a batch.
  const outcome = await json<{ results: { status: number }[] }>(
    ask('POST', '/crm/leads/batch/archive', { items: ids.slice(0, 2).map(id => ({ id })) }),
  )
  expect(outcome.results.map(({ status }) => status)).toEqual([204, 204])
  expect(await namesAt(`/crm/leads?filter=${filter}`)).toHaveLength(5)
  expect(await namesAt(`/crm/leads?filter=${filter}&deleted=true`)).toHaveLength(2)
})

test('an import’s records of another kind, and a page of another import’s list, are told apart', async () => {
  const deals = await imported(
    'deal',
    'name,account,stage,external id\nCold store,Najd Cold Chain,Prospecting,D-1\nRoof,Najd Cold Chain,Prospecting,D-2\nDock,Lagos Port,Prospecting,D-3\n',
  )
  expect(deals.counts.created).toBe(3)
  const filter = `filter=importId:eq:${deals.id}`
  expect(await namesAt(`/crm/deals?${filter}&sort=name`)).toEqual(['Cold store', 'Dock', 'Roof'])
  // Companies that the deals named and nobody had were made with them.
  expect(await namesAt(`/crm/customers?${filter}&sort=name`)).toEqual(['Lagos Port', 'Najd Cold Chain'])
  const [pipeline] = (await list('/crm/pipelines')).results
  const board = await json<{ stages: { count: number }[] }>(
    ask('GET', `/crm/pipelines/${pipeline?.id}/board?${filter}`),
  )
  expect(board.stages.map(({ count }) => count)).toEqual([3])
  const page = await list(`/crm/deals?${filter}&limit=1`)
  const elsewhere = `/crm/deals?filter=importId:eq:${uuidv7()}&limit=1&after=${encodeURIComponent(page.paging!.next.after)}`
  expect((await ask('GET', elsewhere)).status).toBe(400)
})

test('another workspace’s import finds nothing, there or here', async () => {
  const theirs = await imported('lead', 'name\nHers\n', stranger)
  expect(await namesAt(`/crm/leads?filter=importId:eq:${theirs.id}`, stranger)).toEqual(['Hers'])
  expect(await namesAt(`/crm/leads?filter=importId:eq:${theirs.id}`)).toEqual([])
  expect(await namesAt(`/crm/leads?filter=importId:eq:${uuidv7()}`)).toEqual([])
})

test('what an undone import made is in the recycle bin, and no longer in the list', async () => {
  const { id } = await imported('product', 'name\nForklift\nRamp\n')
  const filter = `filter=importId:eq:${id}`
  expect(await namesAt(`/crm/products?${filter}&sort=name`)).toEqual(['Forklift', 'Ramp'])
  await ask('POST', `/crm/imports/${id}/undo`)
  expect(await undoImport(await importContext(database, job(id, maren), 'undo'), id, { maxMs: 60_000 })).toBe(
    'undone',
  )
  expect(await namesAt(`/crm/products?${filter}`)).toEqual([])
  expect(await namesAt(`/crm/products?${filter}&deleted=true&sort=name`)).toEqual(['Forklift', 'Ramp'])
})

test.each([
  ['leads', 'importId:neq:0190f3a0-0000-7000-8000-000000000001', 'operator_not_allowed'],
  ['leads', 'importId:known', 'operator_not_allowed'],
  ['leads', 'importId:in:0190f3a0-0000-7000-8000-000000000001', 'operator_not_allowed'],
  ['leads', 'importId:eq:sales.csv', 'wrong_value'],
  ['leads', 'importId:eq', 'missing_value'],
  ['leads', 'importID:eq:0190f3a0-0000-7000-8000-000000000001', 'unknown_field'],
  // No import makes a pipeline.
  ['pipelines', 'importId:eq:0190f3a0-0000-7000-8000-000000000001', 'unknown_field'],
  ['leads', 'customer.importId:eq:0190f3a0-0000-7000-8000-000000000001', 'unknown_field'],
])('%s?filter=%s is refused with %s', async (area, filter, code) => {
  const answer = await ask('GET', `/crm/${area}?filter=${filter}`)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ errors: [{ pointer: '?filter', code }] })
})

test('it is no column: nothing can be sorted by it or shown of it', async () => {
  expect((await ask('GET', '/crm/leads?sort=importId')).status).toBe(422)
  expect((await ask('GET', '/crm/leads?fields=importId')).status).toBe(422)
  expect((await ask('POST', '/crm/leads', { name: 'A', importId: uuidv7() })).status).toBe(422)
})
